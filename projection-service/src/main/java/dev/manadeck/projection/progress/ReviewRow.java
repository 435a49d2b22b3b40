package dev.manadeck.projection.progress;

import dev.manadeck.events.Rating;
import dev.manadeck.events.ReviewEvent.CardReviewed;
import dev.manadeck.events.SchedulingSettings;
import dev.manadeck.scheduling.Grade;
import dev.manadeck.scheduling.Review;
import dev.manadeck.scheduling.ReviewMoment;
import dev.manadeck.scheduling.SchedulerSettings;
import dev.manadeck.scheduling.StudyCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table {@code card_reviews}. A replay holds millions of them.
 *
 * @param quality as the client gave it, if it did
 * @param scheduling the deck's settings then; absent where they were the usual ones
 * @param settings the same for the schedulers
 */
record ReviewRow(
    ReviewMoment moment,
    @Nullable UUID sessionId,
    Rating rating,
    @Nullable Integer quality,
    @Nullable Integer timeTakenMs,
    @Nullable SchedulingSettings scheduling,
    SchedulerSettings settings,
    @Nullable Instant undoneAt,
    Instant createdAt) {
  private static final Recurring<UUID> SESSIONS = new Recurring<>();
  private static final Recurring<StudyCalendar> CALENDARS = new Recurring<>();
  private static final Recurring<LocalDate> DAYS = new Recurring<>();

  ReviewRow {
    Grade.ofQuality(schedulersQuality(quality, rating));
  }

  static ReviewRow of(CardReviewed event, KnownSettings settings) {
    var moment =
        new ReviewMoment(
            event.reviewId().value(),
            event.reviewedAt(),
            DAYS.shared(event.studyDay()),
            CALENDARS.shared(new StudyCalendar(event.timeZone(), event.dayStartHour())));
    var session = event.sessionId();
    return of(
        moment,
        session == null ? null : SESSIONS.shared(session.value()),
        event.rating(),
        event.quality(),
        event.timeTakenMs(),
        event.scheduling(),
        null,
        event.occurredAt(),
        settings);
  }

  static ReviewRow of(
      ReviewMoment moment,
      @Nullable UUID sessionId,
      Rating rating,
      @Nullable Integer quality,
      @Nullable Integer timeTakenMs,
      @Nullable SchedulingSettings scheduling,
      @Nullable Instant undoneAt,
      Instant createdAt,
      KnownSettings settings) {
    return new ReviewRow(
        moment,
        sessionId,
        rating,
        quality,
        timeTakenMs,
        scheduling,
        settings.of(scheduling == null ? SchedulingSettings.DEFAULT : scheduling),
        undoneAt,
        createdAt);
  }

  private static int schedulersQuality(@Nullable Integer quality, Rating rating) {
    if (quality != null) {
      return quality;
    }
    return switch (rating) {
      case AGAIN -> Grade.AGAIN.quality();
      case HARD -> Grade.HARD.quality();
      case GOOD -> Grade.GOOD.quality();
      case EASY -> Grade.EASY.quality();
    };
  }

  /** As the schedulers see it. */
  Review review(UUID cardId) {
    return new Review(cardId, moment, schedulersQuality(quality, rating), settings);
  }

  ReviewRow undone(Instant since) {
    return new ReviewRow(
        moment, sessionId, rating, quality, timeTakenMs, scheduling, settings, since, createdAt);
  }

  boolean counts() {
    return undoneAt == null;
  }

  Instant updatedAt() {
    return undoneAt == null ? createdAt : undoneAt;
  }
}
