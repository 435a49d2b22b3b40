package dev.manadeck.projection.stats;

import dev.manadeck.events.Rating;
import dev.manadeck.events.ReviewEvent.CardReviewed;
import dev.manadeck.events.ReviewEvent.ReviewUndone;
import org.jspecify.annotations.Nullable;

/** What reviews add to sums; what undoing them takes away again. */
record ReviewSums(long reviewCount, long correctCount, long timeMillis) {
  static final ReviewSums NONE = new ReviewSums(0, 0, 0);

  static ReviewSums of(CardReviewed event) {
    return new ReviewSums(1, correct(event.rating()), millis(event.timeTakenMs()));
  }

  static ReviewSums of(ReviewUndone event) {
    return new ReviewSums(-1, -correct(event.rating()), -millis(event.timeTakenMs()));
  }

  ReviewSums plus(ReviewSums other) {
    return new ReviewSums(
        reviewCount + other.reviewCount,
        correctCount + other.correctCount,
        timeMillis + other.timeMillis);
  }

  private static int correct(Rating rating) {
    return switch (rating) {
      case AGAIN -> 0;
      case HARD, GOOD, EASY -> 1;
    };
  }

  private static int millis(@Nullable Integer timeTakenMs) {
    return timeTakenMs == null ? 0 : timeTakenMs;
  }
}
