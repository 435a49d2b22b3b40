package dev.manadeck.command.learner;

import dev.manadeck.events.UserId;
import java.time.Instant;
import java.time.ZoneId;
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
  private static final int USUAL_DAY_START = 4;

  public static Learner unknown(UserId userId) {
    return new Learner(userId, null, ZoneId.of("UTC"), USUAL_DAY_START, false, 0, null);
  }
}
