package dev.manadeck.projection.progress;

import dev.manadeck.events.Rating;
import dev.manadeck.events.ReviewEvent.CardReviewed;
import dev.manadeck.events.SchedulingSettings;
import dev.manadeck.scheduling.Grade;
import dev.manadeck.scheduling.Review;
import dev.manadeck.scheduling.ReviewMoment;
import dev.manadeck.scheduling.StudyCalendar;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table {@code card_reviews}.
 *
 * @param review as the schedulers see it
 * @param quality as the client gave it, if it did
 * @param scheduling the deck's settings then; absent where they were the usual ones
 */
record ReviewRow(
    Review review,
    @Nullable UUID sessionId,
    Rating rating,
    @Nullable Integer quality,
    @Nullable Integer timeTakenMs,
    @Nullable SchedulingSettings scheduling,
    @Nullable Instant undoneAt,
    Instant createdAt) {

  static ReviewRow of(CardReviewed event, KnownSettings settings) {
    var moment =
        new ReviewMoment(
            event.reviewId().value(),
            event.reviewedAt(),
            event.studyDay(),
            new StudyCalendar(event.timeZone(), event.dayStartHour()));
    var session = event.sessionId();
    return of(
        event.cardId().value(),
        moment,
        session == null ? null : session.value(),
        event.rating(),
        event.quality(),
        event.timeTakenMs(),
        event.scheduling(),
        null,
        event.occurredAt(),
        settings);
  }

  static ReviewRow of(
      UUID cardId,
      ReviewMoment moment,
      @Nullable UUID sessionId,
      Rating rating,
      @Nullable Integer quality,
      @Nullable Integer timeTakenMs,
      @Nullable SchedulingSettings scheduling,
      @Nullable Instant undoneAt,
      Instant createdAt,
      KnownSettings settings) {
    var inForce = settings.of(scheduling == null ? SchedulingSettings.DEFAULT : scheduling);
    var review = new Review(cardId, moment, quality == null ? quality(rating) : quality, inForce);
    return new ReviewRow(
        review, sessionId, rating, quality, timeTakenMs, scheduling, undoneAt, createdAt);
  }

  private static int quality(Rating rating) {
    return switch (rating) {
      case AGAIN -> Grade.AGAIN.quality();
      case HARD -> Grade.HARD.quality();
      case GOOD -> Grade.GOOD.quality();
      case EASY -> Grade.EASY.quality();
    };
  }

  ReviewRow undone(Instant since) {
    return new ReviewRow(
        review, sessionId, rating, quality, timeTakenMs, scheduling, since, createdAt);
  }

  ReviewMoment moment() {
    return review.moment();
  }

  boolean counts() {
    return undoneAt == null;
  }

  Instant updatedAt() {
    return undoneAt == null ? createdAt : undoneAt;
  }
}
