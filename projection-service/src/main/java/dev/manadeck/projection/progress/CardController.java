package dev.manadeck.projection.progress;

import dev.manadeck.events.CardId;
import dev.manadeck.events.DeckId;
import dev.manadeck.projection.deck.VisibleDeckQueries;
import dev.manadeck.projection.freshness.ParkedNotice;
import dev.manadeck.projection.freshness.ReadsFrom;
import dev.manadeck.projection.learner.LearnerQueries;
import dev.manadeck.projection.paging.Page;
import dev.manadeck.projection.paging.Paging;
import dev.manadeck.projection.room.CardRoom;
import dev.manadeck.projection.runtime.Snapshots;
import dev.manadeck.projection.runtime.Snapshots.Snapshot;
import dev.manadeck.scheduling.SchedulerSettings;
import dev.manadeck.web.caller.Caller;
import dev.manadeck.web.problem.ProblemException;
import dev.manadeck.web.problem.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How the caller stands with the cards of one deck. */
@RestController
@RequestMapping("/api/decks/{deckId}")
@ReadsFrom({VisibleDeckQueries.PROJECTION, CardProgressProjection.NAME, LearnerQueries.PROJECTION})
final class CardController {
  private final VisibleDeckQueries decks;
  private final ProgressQueries progress;
  private final LearnerQueries learners;
  private final KnownSettings knownSettings;
  private final ParkedNotice parkedNotice;
  private final CardRoom cardRoom;
  private final Clock clock;
  private final Snapshot snapshot;

  CardController(
      VisibleDeckQueries decks,
      ProgressQueries progress,
      LearnerQueries learners,
      KnownSettings knownSettings,
      ParkedNotice parkedNotice,
      CardRoom cardRoom,
      Clock clock,
      Snapshots snapshots) {
    this.decks = decks;
    this.progress = progress;
    this.learners = learners;
    this.knownSettings = knownSettings;
    this.parkedNotice = parkedNotice;
    this.cardRoom = cardRoom;
    this.clock = clock;
    snapshot =
        snapshots.of(
            VisibleDeckQueries.PROJECTION, CardProgressProjection.NAME, LearnerQueries.PROJECTION);
  }

  @GetMapping("/cards")
  ResponseEntity<List<StudyCardJson>> cards(
      @PathVariable DeckId deckId,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "20") int limit,
      Caller caller,
      HttpServletRequest request,
      HttpServletResponse response) {
    var paging = new Paging(page, limit);
    var found =
        snapshot.read(
            () -> {
              var settings = settings(deckId, caller, response);
              var cards = progress.cards(deckId, caller.userId(), paging);
              return new Page<>(
                  progress.withContents(cards.items(), any -> settings, cardRoom.shareOfRequest()),
                  cards.totalCount());
            });
    return paging.answer(found, request);
  }

  @GetMapping("/queue")
  List<StudyCardJson> queue(
      @PathVariable DeckId deckId,
      @RequestParam(defaultValue = "all") String mode,
      @RequestParam(defaultValue = "20") int limit,
      @RequestParam(defaultValue = "0") long seed,
      Caller caller,
      HttpServletResponse response) {
    int most = Paging.acceptedLimit(limit);
    var queueMode = mode(mode);
    return snapshot.read(
        () -> {
          var settings = settings(deckId, caller, response);
          var cards = progress.cards(deckId, caller.userId());
          var queue = StudyQueue.of(cards, queueMode, seed, settings, clock.instant());
          return progress.withContents(
              queue.stream().limit(most).toList(), any -> settings, cardRoom.shareOfRequest());
        });
  }

  @GetMapping("/stats")
  DeckStatsJson stats(@PathVariable DeckId deckId, Caller caller, HttpServletResponse response) {
    return snapshot.read(
        () -> {
          var settings = settings(deckId, caller, response);
          return DeckStatsJson.of(
              deckId.value(),
              progress.cards(deckId, caller.userId()),
              progress.reviewed(deckId, caller.userId()),
              settings,
              learners.calendar(caller.userId()),
              clock.instant());
        });
  }

  @GetMapping("/cards/{cardId}/reviews")
  ResponseEntity<List<ReviewJson>> reviews(
      @PathVariable DeckId deckId,
      @PathVariable CardId cardId,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "20") int limit,
      Caller caller,
      HttpServletRequest request,
      HttpServletResponse response) {
    var paging = new Paging(page, limit);
    var found =
        snapshot.read(
            () -> {
              settings(deckId, caller, response);
              requireCard(deckId, cardId);
              return progress.history(deckId, cardId, caller.userId(), paging);
            });
    return paging.answer(found, request);
  }

  private void requireCard(DeckId deckId, CardId cardId) {
    if (!progress.hasCard(deckId, cardId)) {
      throw new ProblemException(ProblemKind.NOT_FOUND, "There is no card %s".formatted(cardId));
    }
  }

  private SchedulerSettings settings(DeckId deckId, Caller caller, HttpServletResponse response) {
    var settings = knownSettings.of(decks.require(deckId, caller.userId()));
    parkedNotice.give(response, deckId, VisibleDeckQueries.PROJECTION, CardProgressProjection.NAME);
    return settings;
  }

  private static QueueMode mode(String name) {
    return switch (name) {
      case "all" -> QueueMode.ALL;
      case "new" -> QueueMode.NEW;
      case "review" -> QueueMode.REVIEW;
      case "favorites" -> QueueMode.FAVORITES;
      case "random" -> QueueMode.RANDOM;
      default ->
          throw new ProblemException(
              ProblemKind.BAD_REQUEST,
              "Expected mode all, new, review, favorites or random, but got another value");
    };
  }
}
