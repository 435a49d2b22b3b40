package dev.manadeck.command.learner;

import static dev.manadeck.command.verdict.Verdict.accepted;
import static dev.manadeck.command.verdict.Verdict.refused;

import dev.manadeck.command.learner.LearnerCommand.ChangeProfile;
import dev.manadeck.command.verdict.CommandContext;
import dev.manadeck.command.verdict.RefusalKind;
import dev.manadeck.command.verdict.Verdict;
import dev.manadeck.events.LearnerEvent;
import dev.manadeck.events.LearnerEvent.ProfileChanged;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rules of profiles. A learner is there from the first time that somebody asks. */
public final class LearnerDecider {
  private LearnerDecider() {}

  public static Verdict<LearnerEvent> decide(
      Learner learner, LearnerCommand command, CommandContext context) {
    var expected = context.expectedVersion();
    if (expected != null && expected != learner.version()) {
      return refused(
          RefusalKind.STALE_VERSION,
          "Expected version %d, but it is at %d".formatted(expected, learner.version()));
    }
    return switch (command) {
      case ChangeProfile change -> change(learner, change, context.at());
    };
  }

  private static Verdict<LearnerEvent> change(Learner learner, ChangeProfile command, Instant at) {
    var displayName =
        command.displayName() == null ? learner.displayName() : command.displayName().orElse(null);
    var isOnLeaderboard =
        Optional.ofNullable(command.onLeaderboard()).orElse(learner.isOnLeaderboard());
    if (isOnLeaderboard && displayName == null) {
      return refused(
          RefusalKind.UNPROCESSABLE,
          "Expected a display name for the leaderboard, but there is none");
    }
    var changed =
        new ProfileChanged(
            learner.userId(),
            displayName,
            Optional.ofNullable(command.timeZone()).orElse(learner.timeZone()),
            Optional.ofNullable(command.dayStartHour()).orElse(learner.dayStartHour()),
            isOnLeaderboard,
            at);
    return accepted(saysTheSame(evolve(learner, changed), learner) ? List.of() : List.of(changed));
  }

  private static boolean saysTheSame(Learner after, Learner before) {
    return before.version() > 0
        && new Learner(
                after.userId(),
                after.displayName(),
                after.timeZone(),
                after.dayStartHour(),
                after.isOnLeaderboard(),
                before.version(),
                before.updatedAt())
            .equals(before);
  }

  public static Learner evolve(Learner learner, LearnerEvent event) {
    return switch (event) {
      case ProfileChanged changed ->
          new Learner(
              changed.userId(),
              changed.displayName(),
              changed.timeZone(),
              changed.dayStartHour(),
              changed.isOnLeaderboard(),
              learner.version() + 1,
              changed.occurredAt());
    };
  }
}
