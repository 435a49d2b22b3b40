package dev.manadeck.projection.progress;

import dev.manadeck.scheduling.CardState;
import dev.manadeck.scheduling.ReviewMoment;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the reviews of a card that count come to; at least one.
 *
 * @param laterUndone the latest of all reviews, if it was undone
 * @param createdAt of the first event among the reviews that count
 * @param updatedAt of the last one
 */
record Progress(
    CardState state, @Nullable Undone laterUndone, Instant createdAt, Instant updatedAt) {

  /** When a review was that counts no more. */
  record Undone(UUID reviewId, Instant reviewedAt) {
    static Undone of(ReviewMoment moment) {
      return new Undone(moment.reviewId(), moment.reviewedAt());
    }
  }

  /** Null if none of them counts. */
  static @Nullable Progress of(UUID cardId, List<ReviewRow> ordered) {
    var state = CardState.unseen(cardId);
    var first = Instant.MAX;
    var last = Instant.MIN;
    for (var row : ordered) {
      if (row.counts()) {
        state = state.after(row.review(cardId));
        first = earlier(first, row.createdAt());
        last = later(last, row.createdAt());
      }
    }
    if (state.reviewCount() == 0) {
      return null;
    }
    var latest = ordered.getLast();
    return new Progress(state, latest.counts() ? null : Undone.of(latest.moment()), first, last);
  }

  /** Whether a review comes after all that are known, so that it cannot be one of them. */
  boolean isFollowedBy(Instant reviewedAt, UUID reviewId) {
    var last = Objects.requireNonNull(state.last());
    return isBefore(last.reviewedAt(), last.reviewId(), reviewedAt, reviewId)
        && (laterUndone == null
            || isBefore(laterUndone.reviewedAt(), laterUndone.reviewId(), reviewedAt, reviewId));
  }

  static boolean isBefore(Instant one, UUID id, Instant other, UUID otherId) {
    return ReviewMoment.compare(one, id, other, otherId) < 0;
  }

  Progress after(ReviewRow row) {
    return new Progress(
        state.after(row.review(state.cardId())),
        null,
        earlier(createdAt, row.createdAt()),
        later(updatedAt, row.createdAt()));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
