package dev.manadeck.command.http;

import dev.manadeck.command.machine.Aftermath;
import dev.manadeck.command.study.Session;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.SessionEvent.SessionCompleted;
import dev.manadeck.events.SessionEvent.SessionStarted;
import dev.manadeck.events.SessionId;
import dev.manadeck.events.SessionMode;
import dev.manadeck.events.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A session as it is answered. What it counts is told when it is completed. */
record SessionJson(
    SessionId id,
    DeckId deckId,
    UserId userId,
    SessionMode mode,
    int totalCards,
    int completedCards,
    int correctCards,
    Instant startedAt,
    @Nullable Instant completedAt,
    int timeSpentSeconds) {

  static SessionJson of(Session session) {
    var completion = session.completion();
    return new SessionJson(
        session.id(),
        session.deckId(),
        session.userId(),
        session.mode(),
        session.totalCards(),
        completion == null ? 0 : completion.completedCards(),
        completion == null ? 0 : completion.correctCards(),
        session.startedAt(),
        completion == null ? null : completion.completedAt(),
        completion == null ? 0 : completion.timeSpentSeconds());
  }

  static SessionJson started(SessionStarted event) {
    return new SessionJson(
        event.sessionId(),
        event.deckId(),
        event.userId(),
        event.mode(),
        event.totalCards(),
        0,
        0,
        event.occurredAt(),
        null,
        0);
  }

  static SessionJson completed(SessionCompleted event, Aftermath.OfSessionThen then) {
    return new SessionJson(
        event.sessionId(),
        event.deckId(),
        event.userId(),
        then.mode(),
        event.totalCards(),
        event.completedCards(),
        event.correctCards(),
        then.startedAt(),
        event.occurredAt(),
        event.timeSpentSeconds());
  }
}
