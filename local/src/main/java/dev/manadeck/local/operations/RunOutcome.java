package dev.manadeck.local.operations;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of a run, in a sentence. */
final class RunOutcome {
  private RunOutcome() {}

  static String of(Run run) {
    return "%s: %s".formatted(run.projection(), sentence(run));
  }

  private static String sentence(Run run) {
    return switch (run.state()) {
      case "completed" -> "%s%s".formatted(completed(run), took(run));
      case "failed" -> "the %s failed: %s".formatted(run.noun(), reason(run));
      case "cancelled" ->
          "the %s was cancelled; the live tables are as they were".formatted(run.noun());
      default -> "%s %s".formatted(run.noun(), ProgressText.step(run));
    };
  }

  private static String completed(Run run) {
    return switch (run.kind()) {
      case "rebuild" ->
          "%s events folded, generation %d %s"
              .formatted(
                  ProgressText.count(run.eventsTotal()),
                  run.generation(),
                  run.swap() ? "is live" : "stands beside the live one");
      case "rollback" -> "the tables that were live before are live again";
      default -> compared(run);
    };
  }

  private static String compared(Run run) {
    Run.@Nullable Report report = run.report();
    if (report == null) {
      return "nothing was compared";
    }
    String rows = ProgressText.count(report.comparedRowCount());
    if (report.differingRowCount() == 0) {
      return "all %s rows equal the log".formatted(rows);
    }
    String differing = ProgressText.count(report.differingRowCount());
    if (run.kind().equals("verification")) {
      return "%s of %s rows differ from the log".formatted(differing, rows);
    }
    return run.dryRun()
        ? "%s of %s rows would change".formatted(differing, rows)
        : "%s of %s rows were put right".formatted(differing, rows);
  }

  private static String took(Run run) {
    Long millis = run.elapsedMillis();
    return millis == null
        ? ""
        : " (in %s)".formatted(ProgressText.duration(Duration.ofMillis(millis)));
  }

  private static String reason(Run run) {
    return Objects.requireNonNullElse(run.error(), "the service's log says why");
  }

  /** What one might want to do next. */
  static Optional<String> hint(Run run) {
    if (!run.isCompleted()) {
      return Optional.empty();
    }
    return switch (run.kind()) {
      case "rebuild" ->
          Optional.of(
              run.swap()
                  ? "The tables that were live before are kept: ./manadeck rollback "
                      + run.projection()
                  : "Its tables, and until when they are kept: ./manadeck generations "
                      + run.projection());
      default -> Optional.empty();
    };
  }
}
