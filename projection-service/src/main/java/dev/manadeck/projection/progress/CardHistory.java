package dev.manadeck.projection.progress;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
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

  static CardHistory continuing(Progress progress) {
    return new Continued(progress, List.of());
  }

  /** All reviews, in their order. */
  static CardHistory whole(UUID cardId, List<ReviewRow> stored) {
    return new Whole(cardId, stored, stored);
  }

  /** Only new reviews, each after all before it: the usual case, which needs no past. */
  record Continued(Progress progress, List<ReviewRow> changed) implements CardHistory {

    @Override
    public ReviewRow lastReview() {
      return changed.getLast();
    }

    @Override
    public CardHistory with(ReviewRow review) {
      if (!progress.isFollowedBy(review.review())) {
        throw new IllegalStateException("Expected a later review, for no history was loaded");
      }
      var more = new ArrayList<>(changed);
      more.add(review);
      return new Continued(progress.after(review), more);
    }

    @Override
    public CardHistory without(UUID reviewId, Instant since) {
      throw new IllegalStateException("Expected later reviews alone, for no history was loaded");
    }
  }

  /** Folded anew from the first review on, but not before the batch is over. */
  record Whole(UUID cardId, List<ReviewRow> stored, List<ReviewRow> ordered)
      implements CardHistory {
    private static final Comparator<ReviewRow> ORDER = Comparator.comparing(ReviewRow::moment);

    @Override
    public @Nullable Progress progress() {
      return Progress.of(cardId, ordered);
    }

    @Override
    public ReviewRow lastReview() {
      return ordered.reversed().stream().filter(ReviewRow::counts).findFirst().orElseThrow();
    }

    @Override
    public List<ReviewRow> changed() {
      var known = new HashSet<>(stored);
      return ordered.stream().filter(row -> !known.contains(row)).toList();
    }

    @Override
    public CardHistory with(ReviewRow review) {
      int place = Collections.binarySearch(ordered, review, ORDER);
      if (place >= 0) {
        return this;
      }
      var more = new ArrayList<>(ordered);
      more.add(-place - 1, review);
      return new Whole(cardId, stored, more);
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
          ordered.stream()
              .map(row -> row.counts() && isOf(row, reviewId) ? row.undone(since) : row)
              .toList());
    }

    private static boolean isOf(ReviewRow row, UUID reviewId) {
      return row.moment().reviewId().equals(reviewId);
    }
  }
}
