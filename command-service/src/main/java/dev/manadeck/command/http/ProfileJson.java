package dev.manadeck.command.http;

import dev.manadeck.events.LearnerEvent.ProfileChanged;
import dev.manadeck.events.UserId;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** A learner's profile as it is answered. */
record ProfileJson(
    UserId userId,
    @Nullable String displayName,
    ZoneId timeZone,
    int dayStartHour,
    boolean onLeaderboard,
    Instant updatedAt) {
  static ProfileJson of(ProfileChanged event) {
    return new ProfileJson(
        event.userId(),
        event.displayName(),
        event.timeZone(),
        event.dayStartHour(),
        event.isOnLeaderboard(),
        event.occurredAt());
  }
}
