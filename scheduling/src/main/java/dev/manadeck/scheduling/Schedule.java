package dev.manadeck.scheduling;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a card is to be studied next.
 *
 * @param nextReview absent for a card that was never reviewed
 * @param intervalDays 0 for a card in its steps
 */
public record Schedule(@Nullable Instant nextReview, int intervalDays, CardStatus status) {
  private static final Schedule UNSEEN = new Schedule(null, 0, CardStatus.NEW);

  /** The schedule under the settings that rule now, whichever the card was reviewed under. */
  public static Schedule of(CardState card, SchedulerSettings settings) {
    return switch (settings.algorithm()) {
      case FSRS -> byFsrs(card, settings);
      case SM2 -> bySm2(card, settings);
    };
  }

  /** The schedule as if FSRS ruled. */
  public static Schedule byFsrs(CardState card, SchedulerSettings settings) {
    ReviewMoment last = card.last();
    if (last == null) {
      return UNSEEN;
    }
    FsrsState fsrs = card.fsrs();
    return switch (fsrs.status()) {
      case NEW -> UNSEEN;
      case LEARNING, RELEARNING ->
          new Schedule(last.reviewedAt().plusMillis(fsrs.stepMillis()), 0, fsrs.status());
      case REVIEW -> afterDays(last, FsrsInterval.days(card, settings), fsrs.status());
    };
  }

  /** The schedule as if SM-2 ruled. */
  public static Schedule bySm2(CardState card, SchedulerSettings settings) {
    ReviewMoment last = card.last();
    if (last == null) {
      return UNSEEN;
    }
    Sm2State sm2 = card.sm2();
    int days = StrictMath.min(sm2.intervalDays(), settings.maximumIntervalDays());
    return afterDays(last, days, sm2.status());
  }

  private static Schedule afterDays(ReviewMoment last, int days, CardStatus status) {
    return new Schedule(last.calendar().startOf(last.studyDay().plusDays(days)), days, status);
  }
}
