package dev.manadeck.local.operations;

import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
    name = "replays",
    description = "Lists replays, repairs, verifications and rollbacks, the latest first.",
    subcommands = {
      ReplaysCommand.Show.class,
      ReplaysCommand.Watch.class,
      ReplaysCommand.Pause.class,
      ReplaysCommand.Resume.class,
      ReplaysCommand.Cancel.class
    })
final class ReplaysCommand extends OperatorCommand {
  private static final int WIDTH_OF_REMARK = 60;
  private static final int MOST = 100;

  @Option(
      names = "--projection",
      paramLabel = "NAME",
      description = "Only those of this projection")
  private @Nullable String projection;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description =
          "How many, at most " + MOST + " (default: ${DEFAULT-VALUE}; JSON: " + MOST + ")")
  private int limit;

  @Override
  int run() {
    requireLimit(limit, MOST);
    OperatorApi api = service().api();
    JsonNode runs =
        projection == null ? api.get("replays") : api.get("projections", projection, "replays");
    if (isJson()) {
      print(runs);
    } else {
      TextTable table =
          new TextTable()
              .text("ID")
              .text("BEGUN")
              .text("BY")
              .text("PROJECTION")
              .text("WHAT")
              .text("STATE")
              .number("PERCENT")
              .text("");
      runs.valueStream().limit(limit).map(Run::of).forEach(run -> row(table, run));
      table.print(out(), "");
    }
    return ExitCodes.DONE;
  }

  private static void row(TextTable table, Run run) {
    table.row(
        run.id(),
        run.requestedAt().truncatedTo(ChronoUnit.SECONDS).toString(),
        run.requestedBy(),
        run.projection(),
        run.noun(),
        ProgressText.step(run),
        ProgressText.percent(run),
        Printable.cut(remark(run), WIDTH_OF_REMARK));
  }

  private static String remark(Run run) {
    Run.Report report = run.report();
    if (run.error() == null && report != null) {
      return report.differingRowCount() == 0
          ? "no difference"
          : ProgressText.count(report.differingRowCount()) + " rows differed";
    }
    return Objects.requireNonNullElse(run.error(), "");
  }

  /** About one run. */
  abstract static class OfOneRun extends OperatorCommand {
    @Parameters(paramLabel = "ID", description = "Which one, as 'replays' lists it")
    private UUID id = new UUID(0, 0);

    final String id() {
      return id.toString();
    }

    final int tell(JsonNode run) {
      if (isJson()) {
        print(run);
      } else {
        Run seen = Run.of(run);
        out().println(seen.isOver() ? RunOutcome.of(seen) : ProgressText.line(seen));
      }
      return ExitCodes.DONE;
    }
  }

  @Command(name = "show", description = "Tells how one of them is, and what came of it.")
  static final class Show extends OfOneRun {
    @Override
    int run() {
      OperatorApi api = service().api();
      JsonNode run = api.get("replays", id());
      Run seen = Run.of(run);
      if (seen.isOver() && !isJson()) {
        new RunReporter(this, api).print(seen, RunSeries.ROWS_SHOWN);
        return ExitCodes.DONE;
      }
      return tell(run);
    }
  }

  @Command(name = "watch", description = "Stays with one of them until it is over.")
  static final class Watch extends OfOneRun {
    @Override
    int run() {
      OperatorApi api = service().api();
      return new RunSeries(this, api, RunSeries.ROWS_SHOWN, false).one(api.get("replays", id()));
    }
  }

  @Command(name = "pause", description = "Halts one of them where it is.")
  static final class Pause extends OfOneRun {
    @Override
    int run() {
      return tell(service().api().post(null, "replays", id(), "pause"));
    }
  }

  @Command(name = "resume", description = "Lets one of them go on.")
  static final class Resume extends OfOneRun {
    @Override
    int run() {
      return tell(service().api().post(null, "replays", id(), "resume"));
    }
  }

  @Command(
      name = "cancel",
      description = "Ends one of them; what it built is dropped, the live tables stay.")
  static final class Cancel extends OfOneRun {
    @Override
    int run() {
      return tell(service().api().post(null, "replays", id(), "cancel"));
    }
  }
}
