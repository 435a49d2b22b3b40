package dev.manadeck.command.http;

import dev.manadeck.command.study.Session;
import dev.manadeck.events.DeckId;
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
}
