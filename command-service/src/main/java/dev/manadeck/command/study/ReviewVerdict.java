package dev.manadeck.command.study;

import dev.manadeck.command.recent.LocatedTable.Span;
import dev.manadeck.command.verdict.Refusal;
import dev.manadeck.events.ReviewEvent.CardReviewed;
import dev.manadeck.events.ReviewId;
import org.jspecify.annotations.Nullable;

/** What becomes of one given review. */
public sealed interface ReviewVerdict {
  ReviewId reviewId();

  record Accepted(CardReviewed event) implements ReviewVerdict {
    @Override
    public ReviewId reviewId() {
      return event.reviewId();
    }
  }

  /**
   * @param span where the review stands that was first given under this id; absent if it stands in
   *     the same command
   */
  record Duplicate(ReviewId reviewId, @Nullable Span span) implements ReviewVerdict {}

  record Refused(ReviewId reviewId, Refusal refusal) implements ReviewVerdict {}
}
