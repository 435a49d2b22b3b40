package dev.manadeck.projection.progress;

import dev.manadeck.projection.rowkey.LearnerCard;
import dev.manadeck.scheduling.CardState;
import dev.manadeck.scheduling.FsrsState;
import dev.manadeck.scheduling.Schedule;
import dev.manadeck.scheduling.SchedulerSettings;
import dev.manadeck.scheduling.Sm2State;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table {@code card_progress}: the state, and the due dates that follow from it.
 *
 * @param last the last review that counts
 */
record Derived(
    LearnerCard card, Progress progress, ReviewRow last, Schedule byFsrs, Schedule bySm2) {

  /** None if no review counts. */
  static Optional<Derived> ifAny(LearnerCard card, CardHistory history) {
    var progress = history.progress();
    return progress == null
        ? Optional.empty()
        : Optional.of(of(card, progress, history.lastReview()));
  }

  static Derived of(LearnerCard card, Progress progress, ReviewRow last) {
    var settings = last.settings();
    return new Derived(
        card,
        progress,
        last,
        Schedule.byFsrs(progress.state(), settings),
        Schedule.bySm2(progress.state(), settings));
  }

  CardState state() {
    return progress.state();
  }

  FsrsState fsrs() {
    return state().fsrs();
  }

  Sm2State sm2() {
    return state().sm2();
  }

  SchedulerSettings settings() {
    return last.settings();
  }

  @Nullable Integer step() {
    return switch (fsrs().status()) {
      case LEARNING, RELEARNING -> fsrs().step();
      case NEW, REVIEW -> null;
    };
  }

  @Nullable UUID undoneReviewId() {
    var undone = progress.laterUndone();
    return undone == null ? null : undone.reviewId();
  }

  @Nullable Instant undoneReviewedAt() {
    var undone = progress.laterUndone();
    return undone == null ? null : undone.reviewedAt();
  }
}
