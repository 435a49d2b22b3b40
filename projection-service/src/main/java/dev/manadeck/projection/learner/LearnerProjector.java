package dev.manadeck.projection.learner;

import dev.manadeck.events.DeckEvent;
import dev.manadeck.events.LearnerEvent.ProfileChanged;
import dev.manadeck.events.ReviewEvent;
import dev.manadeck.events.Sequenced;
import dev.manadeck.events.SessionEvent;
import dev.manadeck.projection.rowkey.LearnerKey;
import dev.manadeck.projection.runtime.Projector;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A learner's last profile, which each event carries whole. */
final class LearnerProjector implements Projector<LearnerKey, LearnerRow> {

  @Override
  public Set<LearnerKey> keys(Sequenced sequenced) {
    return switch (sequenced.event()) {
      case ProfileChanged event -> Set.of(new LearnerKey(event.userId()));
      case DeckEvent _, ReviewEvent _, SessionEvent _ -> Set.of();
    };
  }

  @Override
  public @Nullable LearnerRow fold(
      LearnerKey key, @Nullable LearnerRow before, Sequenced sequenced) {
    return switch (sequenced.event()) {
      case ProfileChanged event -> changed(before, event, sequenced.sequence());
      case DeckEvent _, ReviewEvent _, SessionEvent _ -> before;
    };
  }

  private static LearnerRow changed(
      @Nullable LearnerRow before, ProfileChanged event, long sequence) {
    return before != null && sequence <= before.version()
        ? before
        : new LearnerRow(
            event.displayName(),
            event.timeZone(),
            event.dayStartHour(),
            event.isOnLeaderboard(),
            sequence,
            before == null ? event.occurredAt() : before.createdAt(),
            event.occurredAt());
  }
}
