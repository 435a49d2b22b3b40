package dev.manadeck.projection.stats;

import dev.manadeck.events.DeckEvent;
import dev.manadeck.events.LearnerEvent;
import dev.manadeck.events.ReviewEvent.CardMarked;
import dev.manadeck.events.ReviewEvent.CardReviewed;
import dev.manadeck.events.ReviewEvent.ReviewUndone;
import dev.manadeck.events.Sequenced;
import dev.manadeck.events.SessionEvent.SessionCompleted;
import dev.manadeck.events.SessionEvent.SessionStarted;
import dev.manadeck.projection.rowkey.LearnerKey;
import dev.manadeck.projection.runtime.Projector;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What events add to a learner's totals. The time of a review within a session is part of the
 * session's; a review that is undone keeps its time, for it was spent.
 */
final class TotalsProjector implements Projector<LearnerKey, TotalsChange> {
  private static final long MILLIS = 1_000;

  @Override
  public Set<LearnerKey> keys(Sequenced sequenced) {
    return switch (sequenced.event()) {
      case CardReviewed event -> Set.of(new LearnerKey(event.userId()));
      case ReviewUndone event -> Set.of(new LearnerKey(event.userId()));
      case SessionCompleted event -> Set.of(new LearnerKey(event.userId()));
      case SessionStarted _, CardMarked _, DeckEvent _, LearnerEvent _ -> Set.of();
    };
  }

  @Override
  public @Nullable TotalsChange fold(
      LearnerKey learner, @Nullable TotalsChange before, Sequenced sequenced) {
    var at = sequenced.event().occurredAt();
    var span = before == null ? Span.of(at) : before.span().and(at);
    var sums = before == null ? TotalsChange.none(span) : before;
    return switch (sequenced.event()) {
      case CardReviewed event -> {
        var review = ReviewSums.of(event);
        yield sums.plusReviews(review, event.sessionId() == null ? review.timeMillis() : 0, span);
      }
      case ReviewUndone event -> sums.plusReviews(ReviewSums.of(event), 0, span);
      case SessionCompleted event ->
          sums.plusSession(event.isWin(), event.timeSpentSeconds() * MILLIS, span);
      case SessionStarted _, CardMarked _, DeckEvent _, LearnerEvent _ -> before;
    };
  }
}
