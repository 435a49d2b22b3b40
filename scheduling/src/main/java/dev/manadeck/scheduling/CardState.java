package dev.manadeck.scheduling;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where both schedulers stand with one learner's card: the fold of its reviews.
 *
 * @param last when the last review happened, if there was any
 */
public record CardState(
    UUID cardId, FsrsState fsrs, Sm2State sm2, int reviewCount, @Nullable ReviewMoment last) {

  public static CardState unseen(UUID cardId) {
    return new CardState(cardId, FsrsState.UNSEEN, Sm2State.UNSEEN, 0, null);
  }

  /**
   * Folds a card's whole history, which may come in any order and hold a review more than once.
   *
   * @param undone ids of reviews that do not count
   */
  public static CardState fold(UUID cardId, Collection<Review> reviews, Set<UUID> undone) {
    var ordered = new ArrayList<>(reviews);
    ordered.sort(Comparator.comparing(Review::moment));
    var state = unseen(cardId);
    for (Review review : ordered) {
      if (!state.isLast(review) && !undone.contains(review.moment().reviewId())) {
        state = state.after(review);
      }
    }
    return state;
  }

  /** Whether a review comes after all those folded so far, so that {@link #after} may take it. */
  public boolean isFollowedBy(Review review) {
    return last == null || last.compareTo(review.moment()) < 0;
  }

  /** Folds one more review, which must follow. */
  public CardState after(Review review) {
    if (!review.cardId().equals(cardId)) {
      throw new IllegalArgumentException(
          "Expected a review of card %s, but got one of %s".formatted(cardId, review.cardId()));
    }
    if (!isFollowedBy(review)) {
      throw new IllegalArgumentException(
          "Expected a review after %s, but got %s".formatted(last, review.moment()));
    }
    ReviewMoment moment = review.moment();
    long elapsedDays = last == null ? 0 : moment.studyDaysSince(last);
    return new CardState(
        cardId,
        fsrs.after(review.grade(), elapsedDays, review.settings()),
        sm2.after(review.quality()),
        reviewCount + 1,
        moment);
  }

  private boolean isLast(Review review) {
    return last != null && last.reviewId().equals(review.moment().reviewId());
  }
}
