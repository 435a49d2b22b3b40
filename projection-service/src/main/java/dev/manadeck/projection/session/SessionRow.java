package dev.manadeck.projection.session;

import dev.manadeck.events.SessionEvent.SessionCompleted;
import dev.manadeck.events.SessionEvent.SessionStarted;
import dev.manadeck.events.SessionMode;
import dev.manadeck.events.UserId;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table {@code study_sessions}.
 *
 * @param totals absent while the session is open
 */
record SessionRow(
    UserId userId,
    SessionMode mode,
    ZoneId timeZone,
    int dayStartHour,
    int totalCards,
    Instant startedAt,
    @Nullable Totals totals) {

  record Totals(
      int completedCards,
      int correctCards,
      int reviewCount,
      int correctReviewCount,
      boolean isWin,
      int timeSpentSeconds,
      Instant completedAt) {}

  static SessionRow started(SessionStarted event) {
    return new SessionRow(
        event.userId(),
        event.mode(),
        event.timeZone(),
        event.dayStartHour(),
        event.totalCards(),
        event.occurredAt(),
        null);
  }

  SessionRow completed(SessionCompleted event) {
    return new SessionRow(
        userId,
        mode,
        timeZone,
        dayStartHour,
        totalCards,
        startedAt,
        new Totals(
            event.completedCards(),
            event.correctCards(),
            event.reviewCount(),
            event.correctReviewCount(),
            event.isWin(),
            event.timeSpentSeconds(),
            event.occurredAt()));
  }

  Instant updatedAt() {
    return totals == null ? startedAt : totals.completedAt();
  }
}
