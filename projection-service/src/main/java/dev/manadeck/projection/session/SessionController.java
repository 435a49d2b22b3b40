package dev.manadeck.projection.session;

import dev.manadeck.events.DeckId;
import dev.manadeck.events.SessionId;
import dev.manadeck.projection.deck.VisibleDeckQueries;
import dev.manadeck.projection.freshness.ParkedNotice;
import dev.manadeck.projection.freshness.ReadsFrom;
import dev.manadeck.projection.paging.Paging;
import dev.manadeck.projection.progress.CardProgressProjection;
import dev.manadeck.projection.runtime.Snapshots;
import dev.manadeck.projection.runtime.Snapshots.Snapshot;
import dev.manadeck.web.caller.Caller;
import dev.manadeck.web.problem.ProblemException;
import dev.manadeck.web.problem.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A learner's own sessions of a deck; what an open one counts is read from its reviews. */
@RestController
@RequestMapping("/api/decks/{deckId}/sessions")
@ReadsFrom({VisibleDeckQueries.PROJECTION, SessionProjection.NAME, CardProgressProjection.NAME})
final class SessionController {
  private final VisibleDeckQueries decks;
  private final SessionQueries sessions;
  private final ParkedNotice parkedNotice;
  private final Snapshot snapshot;

  SessionController(
      VisibleDeckQueries decks,
      SessionQueries sessions,
      ParkedNotice parkedNotice,
      Snapshots snapshots) {
    this.decks = decks;
    this.sessions = sessions;
    this.parkedNotice = parkedNotice;
    snapshot =
        snapshots.of(
            VisibleDeckQueries.PROJECTION, SessionProjection.NAME, CardProgressProjection.NAME);
  }

  @GetMapping
  ResponseEntity<List<SessionJson>> list(
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
              require(deckId, caller, response);
              return sessions.list(deckId, caller.userId(), paging);
            });
    return paging.answer(found, request);
  }

  @GetMapping("/{sessionId}")
  SessionJson session(
      @PathVariable DeckId deckId,
      @PathVariable SessionId sessionId,
      Caller caller,
      HttpServletResponse response) {
    return snapshot
        .read(
            () -> {
              require(deckId, caller, response);
              return sessions.session(deckId, sessionId, caller.userId());
            })
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemKind.NOT_FOUND, "There is no session %s".formatted(sessionId)));
  }

  private void require(DeckId deckId, Caller caller, HttpServletResponse response) {
    decks.require(deckId, caller.userId());
    parkedNotice.give(response, deckId, SessionProjection.NAME, CardProgressProjection.NAME);
  }
}
