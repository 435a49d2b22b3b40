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
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table {@code card_reviews}. A replay holds millions of them, so it is one object,
 * with what it shares with others in a second one.
 */
final class ReviewRow {
  private static final Recurring<Sitting> SITTINGS = new Recurring<>();
  private static final byte NO_QUALITY = -1;

  private final long idUpperHalf;
  private final long idLowerHalf;
  private final long reviewedSecond;
  private final long createdSecond;
  private final int reviewedNano;
  private final int createdNano;
  private final int timeTakenMs;
  private final boolean isTimeTakenKnown;
  private final byte quality;
  private final Rating rating;
  private final Sitting sitting;
  private final @Nullable Instant undoneAt;

  /**
   * What reviews that follow each other mostly have in common.
   *
   * @param scheduling the deck's settings then; absent where they were the usual ones
   * @param settings the same for the schedulers
   */
  private record Sitting(
      @Nullable UUID sessionId,
      LocalDate studyDay,
      StudyCalendar calendar,
      @Nullable SchedulingSettings scheduling,
      SchedulerSettings settings) {

    /** Without the settings, which it would take long to look at. */
    @Override
    public int hashCode() {
      return 31 * (31 * Objects.hashCode(sessionId) + studyDay.hashCode()) + calendar.hashCode();
    }
  }

  private ReviewRow(
      ReviewMoment moment,
      Sitting sitting,
      Rating rating,
      @Nullable Integer quality,
      @Nullable Integer timeTakenMs,
      @Nullable Instant undoneAt,
      Instant createdAt) {
    Grade.ofQuality(schedulersQuality(quality, rating));
    idUpperHalf = moment.reviewId().getMostSignificantBits();
    idLowerHalf = moment.reviewId().getLeastSignificantBits();
    reviewedSecond = moment.reviewedAt().getEpochSecond();
    reviewedNano = moment.reviewedAt().getNano();
    createdSecond = createdAt.getEpochSecond();
    createdNano = createdAt.getNano();
    isTimeTakenKnown = timeTakenMs != null;
    this.timeTakenMs = timeTakenMs == null ? 0 : timeTakenMs;
    this.quality = quality == null ? NO_QUALITY : quality.byteValue();
    this.rating = rating;
    this.sitting = sitting;
    this.undoneAt = undoneAt;
  }

  static ReviewRow of(CardReviewed event, KnownSettings settings) {
    var session = event.sessionId();
    return of(
        new ReviewMoment(
            event.reviewId().value(),
            event.reviewedAt(),
            event.studyDay(),
            new StudyCalendar(event.timeZone(), event.dayStartHour())),
        session == null ? null : session.value(),
        event.rating(),
        event.quality(),
        event.timeTakenMs(),
        event.scheduling(),
        null,
        event.occurredAt(),
        settings);
  }

  /**
   * @param quality as the client gave it, if it did
   */
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
    var sitting =
        new Sitting(
            sessionId,
            moment.studyDay(),
            moment.calendar(),
            scheduling,
            settings.of(scheduling == null ? SchedulingSettings.DEFAULT : scheduling));
    return new ReviewRow(
        moment, SITTINGS.shared(sitting), rating, quality, timeTakenMs, undoneAt, createdAt);
  }

  /** The order of reviews. */
  static int compare(ReviewRow one, ReviewRow other) {
    return ReviewMoment.compare(
        one.reviewedAt(), one.reviewId(), other.reviewedAt(), other.reviewId());
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
    return new Review(cardId, moment(), schedulersQuality(quality(), rating), settings());
  }

  ReviewRow undone(Instant since) {
    return new ReviewRow(moment(), sitting, rating, quality(), timeTakenMs(), since, createdAt());
  }

  ReviewMoment moment() {
    return new ReviewMoment(reviewId(), reviewedAt(), studyDay(), calendar());
  }

  UUID reviewId() {
    return new UUID(idUpperHalf, idLowerHalf);
  }

  Instant reviewedAt() {
    return Instant.ofEpochSecond(reviewedSecond, reviewedNano);
  }

  LocalDate studyDay() {
    return sitting.studyDay();
  }

  StudyCalendar calendar() {
    return sitting.calendar();
  }

  @Nullable UUID sessionId() {
    return sitting.sessionId();
  }

  Rating rating() {
    return rating;
  }

  @Nullable Integer quality() {
    return quality == NO_QUALITY ? null : Integer.valueOf(quality);
  }

  @Nullable Integer timeTakenMs() {
    return isTimeTakenKnown ? Integer.valueOf(timeTakenMs) : null;
  }

  @Nullable SchedulingSettings scheduling() {
    return sitting.scheduling();
  }

  SchedulerSettings settings() {
    return sitting.settings();
  }

  boolean counts() {
    return undoneAt == null;
  }

  @Nullable Instant undoneAt() {
    return undoneAt;
  }

  Instant createdAt() {
    return Instant.ofEpochSecond(createdSecond, createdNano);
  }

  Instant updatedAt() {
    return undoneAt == null ? createdAt() : undoneAt;
  }
}
