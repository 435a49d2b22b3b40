package dev.manadeck.projection.progress;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A learner's reviews of a card, as far as a batch needs them, and what they come to. A review is
 * known by its instant and its id: the same one may come again.
 */
sealed interface CardHistory {
  /** Null if no review counts. */
  @Nullable Progress progress();

  /** The last review that counts; there must be one. */
  ReviewRow lastReview();

  /** Rows that are not yet stored as they are now. */
  List<ReviewRow> changed();

  /** This itself if the review is known. */
  CardHistory with(ReviewRow review);

  /** This itself if the review is undone already. */
  CardHistory without(UUID reviewId, Instant since);

  /**
   * @param place where the row of the progress stands
   */
  static CardHistory continuing(Progress progress, String place) {
    return new Continued(progress, ReviewList.EMPTY, place);
  }

  /** All reviews, in their order. */
  static CardHistory whole(UUID cardId, List<ReviewRow> stored) {
    var list = ReviewList.of(stored);
    return new Whole(cardId, list, list);
  }

  static CardHistory none(UUID cardId) {
    return new Whole(cardId, ReviewList.EMPTY, ReviewList.EMPTY);
  }

  /** Only new reviews, each after all before it: the usual case, which needs no past. */
  record Continued(Progress progress, ReviewList changed, String place) implements CardHistory {

    @Override
    public ReviewRow lastReview() {
      return changed.getLast();
    }

    @Override
    public CardHistory with(ReviewRow review) {
      if (!progress.isFollowedBy(review.reviewedAt(), review.reviewId())) {
        throw new IllegalStateException("Expected a later review, for no history was loaded");
      }
      return new Continued(progress.after(review), changed.with(review), place);
    }

    @Override
    public CardHistory without(UUID reviewId, Instant since) {
      throw new IllegalStateException("Expected later reviews alone, for no history was loaded");
    }
  }

  /** Folded anew from the first review on, but not before the batch is over. */
  record Whole(UUID cardId, ReviewList stored, ReviewList ordered) implements CardHistory {

    @Override
    public @Nullable Progress progress() {
      return Progress.of(cardId, ordered);
    }

    @Override
    public ReviewRow lastReview() {
      int last = ordered.size() - 1;
      while (!ordered.get(last).counts()) {
        last--;
      }
      return ordered.get(last);
    }

    /** Whether no row of the card stands anywhere yet. */
    boolean isNew() {
      return stored.isEmpty();
    }

    /** A row that is stored is still the same object. */
    @Override
    public List<ReviewRow> changed() {
      if (stored.isEmpty()) {
        return ordered;
      }
      var changed = new ArrayList<ReviewRow>();
      int known = 0;
      for (var row : ordered) {
        boolean isKnown = known < stored.size() && ReviewRow.compare(stored.get(known), row) == 0;
        if (!isKnown || stored.get(known) != row) {
          changed.add(row);
        }
        known += isKnown ? 1 : 0;
      }
      return changed;
    }

    @Override
    public CardHistory with(ReviewRow review) {
      var more = ordered.with(review);
      return more == ordered ? this : new Whole(cardId, stored, more);
    }

    @Override
    public CardHistory without(UUID reviewId, Instant since) {
      var meant = ordered.stream().filter(row -> isOf(row, reviewId)).toList();
      if (meant.isEmpty()) {
        throw new IllegalStateException(
            "Expected review %s of card %s to undo, but there is none".formatted(reviewId, cardId));
      }
      if (meant.stream().noneMatch(ReviewRow::counts)) {
        return this;
      }
      return new Whole(
          cardId,
          stored,
          ReviewList.of(
              ordered.stream()
                  .map(row -> row.counts() && isOf(row, reviewId) ? row.undone(since) : row)
                  .toList()));
    }

    private static boolean isOf(ReviewRow row, UUID reviewId) {
      return row.reviewId().equals(reviewId);
    }
  }
}
