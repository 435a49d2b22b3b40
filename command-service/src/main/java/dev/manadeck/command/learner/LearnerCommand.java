package dev.manadeck.command.learner;

import dev.manadeck.events.UserId;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What learners can ask for themselves. */
public sealed interface LearnerCommand {
  UserId userId();

  /**
   * The given fields change.
   *
   * @param displayName given and empty: taken away
   */
  record ChangeProfile(
      UserId userId,
      @Nullable Optional<String> displayName,
      @Nullable ZoneId timeZone,
      @Nullable Integer dayStartHour,
      @Nullable Boolean onLeaderboard)
      implements LearnerCommand {}
}
