package dev.manadeck.projection.stats;

import dev.manadeck.events.DeckEvent;
import dev.manadeck.events.LearnerEvent;
import dev.manadeck.events.ReviewEvent.CardMarked;
import dev.manadeck.events.ReviewEvent.CardReviewed;
import dev.manadeck.events.ReviewEvent.ReviewUndone;
import dev.manadeck.events.Sequenced;
import dev.manadeck.events.SessionEvent;
import dev.manadeck.projection.runtime.Projector;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What reviews add to the study days that were decided when they were accepted. */
final class DayProjector implements Projector<DayKey, DayChange> {

  @Override
  public Set<DayKey> keys(Sequenced sequenced) {
    return switch (sequenced.event()) {
      case CardReviewed event -> Set.of(new DayKey(event.userId(), event.studyDay()));
      case ReviewUndone event -> Set.of(new DayKey(event.userId(), event.studyDay()));
      case CardMarked _, DeckEvent _, SessionEvent _, LearnerEvent _ -> Set.of();
    };
  }

  @Override
  public @Nullable DayChange fold(DayKey day, @Nullable DayChange before, Sequenced sequenced) {
    return switch (sequenced.event()) {
      case CardReviewed event -> plus(before, ReviewSums.of(event), event.occurredAt());
      case ReviewUndone event -> plus(before, ReviewSums.of(event), event.occurredAt());
      case CardMarked _, DeckEvent _, SessionEvent _, LearnerEvent _ -> before;
    };
  }

  private static DayChange plus(@Nullable DayChange before, ReviewSums sums, Instant at) {
    return before == null
        ? new DayChange(sums, Span.of(at))
        : new DayChange(before.sums().plus(sums), before.span().and(at));
  }
}
