package dev.manadeck.projection.deck;

import dev.manadeck.events.DeckId;
import dev.manadeck.projection.freshness.ParkedNotice;
import dev.manadeck.projection.freshness.ReadsFrom;
import dev.manadeck.projection.paging.Paging;
import dev.manadeck.projection.room.CardRoom;
import dev.manadeck.projection.runtime.Snapshots;
import dev.manadeck.projection.runtime.Snapshots.Snapshot;
import dev.manadeck.web.caller.Caller;
import dev.manadeck.web.problem.ProblemException;
import dev.manadeck.web.problem.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

@RestController
@RequestMapping("/api/decks")
@ReadsFrom(DeckProjection.NAME)
final class DeckController {
  /** The projection of the marks that a deck's cards are answered with. */
  private static final String MARKS = "card_progress";

  private final DeckQueries decks;
  private final CardRoom cardRoom;
  private final ParkedNotice parkedNotice;
  private final Snapshot decksAlone;
  private final Snapshot decksWithMarks;

  DeckController(
      DeckQueries decks, CardRoom cardRoom, ParkedNotice parkedNotice, Snapshots snapshots) {
    this.decks = decks;
    this.cardRoom = cardRoom;
    this.parkedNotice = parkedNotice;
    decksAlone = snapshots.of(DeckProjection.NAME);
    decksWithMarks = snapshots.of(DeckProjection.NAME, MARKS);
  }

  @GetMapping
  ResponseEntity<List<DeckJson>> list(
      @RequestParam(required = false) @Nullable String scope,
      @RequestParam(name = "q", required = false) @Nullable String text,
      @RequestParam(required = false) @Nullable String tag,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "20") int limit,
      Caller caller,
      HttpServletRequest request) {
    var paging = new Paging(page, limit);
    var filter = new DeckFilter(scope(scope), text, tag);
    var found = decksAlone.read(() -> decks.list(filter, caller.userId(), paging));
    return paging.answer(found, request);
  }

  /**
   * No {@link ResponseEntity}: Spring would compare its ETag with what the caller has, but the
   * caller's own marks change the answer without changing the deck's version.
   */
  @GetMapping("/{deckId}")
  @ReadsFrom({DeckProjection.NAME, MARKS})
  @Nullable DeckJson deck(
      @PathVariable DeckId deckId,
      Caller caller,
      ServletWebRequest request,
      HttpServletResponse response) {
    return decksWithMarks.read(() -> deckUnlessKnown(deckId, caller, request, response));
  }

  private @Nullable DeckJson deckUnlessKnown(
      DeckId deckId, Caller caller, ServletWebRequest request, HttpServletResponse response) {
    var deck = visible(deckId, caller);
    var version = "\"" + deck.version() + "\"";
    parkedNotice.give(response, deckId, DeckProjection.NAME);
    if (!decks.hasMarks(deckId, caller.userId()) && request.checkNotModified(version)) {
      return null;
    }
    response.setHeader(
        HttpHeaders.ETAG, null); // The comparison has set it, but cards may be refused.
    var whole = deck.with(decks.cards(deckId, caller.userId(), cardRoom.shareOfRequest()));
    response.setHeader(HttpHeaders.ETAG, version);
    return whole;
  }

  private DeckJson visible(DeckId deckId, Caller caller) {
    return decks
        .deck(deckId, caller.userId())
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemKind.NOT_FOUND, "There is no deck %s".formatted(deckId)));
  }

  private static DeckFilter.@Nullable Scope scope(@Nullable String name) {
    return switch (name) {
      case null -> null;
      case "own" -> DeckFilter.Scope.OWN;
      case "featured" -> DeckFilter.Scope.FEATURED;
      case "public" -> DeckFilter.Scope.PUBLIC;
      default ->
          throw new ProblemException(
              ProblemKind.BAD_REQUEST,
              "Expected scope own, featured or public, but got another value");
    };
  }
}
