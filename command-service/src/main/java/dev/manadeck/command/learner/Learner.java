package dev.manadeck.command.learner;

import dev.manadeck.command.snapshot.PartReader;
import dev.manadeck.command.snapshot.PartWriter;
import dev.manadeck.events.EventType;
import dev.manadeck.events.LearnerEvent.ProfileChanged;
import dev.manadeck.events.UserId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * @param updatedAt absent as long as the learner has said nothing
 */
public record Learner(
    UserId userId,
    @Nullable String displayName,
    ZoneId timeZone,
    int dayStartHour,
    boolean isOnLeaderboard,
    long version,
    @Nullable Instant updatedAt) {
  public static final int USUAL_DAY_START = 4;

  public static Learner unknown(UserId userId) {
    return new Learner(userId, null, ZoneId.of("UTC"), USUAL_DAY_START, false, 0, null);
  }

  /** Of a learner who said something. Their id is told elsewhere. */
  public void write(PartWriter part) {
    part.number(version)
        .event(
            new ProfileChanged(
                userId,
                displayName,
                timeZone,
                dayStartHour,
                isOnLeaderboard,
                Objects.requireNonNull(updatedAt)));
  }

  public static Learner read(UserId userId, PartReader part) {
    var version = part.number();
    var profile = part.event(EventType.LEARNER_PROFILE_CHANGED, ProfileChanged.class);
    return new Learner(
        userId,
        profile.displayName(),
        profile.timeZone(),
        profile.dayStartHour(),
        profile.isOnLeaderboard(),
        version,
        profile.occurredAt());
  }
}
