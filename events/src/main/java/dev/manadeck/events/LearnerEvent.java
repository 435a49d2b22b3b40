package dev.manadeck.events;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a learner says about themself. */
public sealed interface LearnerEvent extends Event {
  UserId userId();

  @Override
  default String key() {
    return userId().value();
  }

  /** Carries the whole profile as it is after the change. */
  record ProfileChanged(
      UserId userId,
      @Nullable String displayName,
      ZoneId timeZone,
      int dayStartHour,
      boolean isOnLeaderboard,
      Instant occurredAt)
      implements LearnerEvent {
    public ProfileChanged {
      Objects.requireNonNull(userId);
      Objects.requireNonNull(timeZone);
      Objects.requireNonNull(occurredAt);
    }
  }
}
