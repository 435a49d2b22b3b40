package dev.manadeck.local.operations;

import dev.manadeck.local.operations.RunWatch.Patience;
import java.io.Console;
import java.io.PrintWriter;
import tools.jackson.databind.JsonNode;

/** Stays with a run until it is over, and tells what came of it. */
final class RunReporter {
  private static final int USUAL_COLUMNS = 80;

  private final OperatorCommand command;
  private final RunWatch watch;

  RunReporter(OperatorCommand command, OperatorApi api) {
    this.command = command;
    this.watch = new RunWatch(api, Patience.USUAL);
  }

  /** The run as it ended. */
  JsonNode follow(JsonNode begun) {
    Run run = Run.of(begun);
    ProgressDisplay display = display();
    try (Farewell _ = Farewell.of(command.err(), farewell(run))) {
      return watch.follow(run.id(), display::show);
    } catch (ApiException e) {
      throw e.with(farewell(run));
    } finally {
      display.finish();
    }
  }

  private String farewell(Run run) {
    String options = command.service().repeated();
    return """
        The %s goes on. To see how it gets on: ./manadeck replays watch %s%s
        To end it: ./manadeck replays cancel %s%s"""
        .formatted(run.noun(), run.id(), options, run.id(), options);
  }

  /** JSON has the output for itself. */
  private ProgressDisplay display() {
    Console console = System.console();
    return !command.isJson() && console != null && console.isTerminal()
        ? new ProgressDisplay.OnTerminal(command.out(), columns())
        : new ProgressDisplay.InLines(
            command.isJson() ? command.err() : command.out(), System::nanoTime);
  }

  private static int columns() {
    try {
      return Integer.parseInt(System.getenv().getOrDefault("COLUMNS", "" + USUAL_COLUMNS));
    } catch (NumberFormatException e) {
      return USUAL_COLUMNS;
    }
  }

  void printBegun(Run run) {
    command
        .out()
        .println(
            Printable.text(
                "%s: %s %s is begun. To see how it gets on: ./manadeck replays watch %s%s"
                    .formatted(
                        run.projection(),
                        run.noun(),
                        run.id(),
                        run.id(),
                        command.service().repeated())));
  }

  /**
   * @param mostRows of those that differ, how many are printed
   */
  void print(Run run, long mostRows) {
    PrintWriter out = command.out();
    out.println(Printable.text(RunOutcome.of(run)));
    Run.Report report = run.report();
    if (report != null) {
      DifferenceText.print(out, report, mostRows);
    }
    RunOutcome.hint(run)
        .ifPresent(hint -> out.println("  " + Printable.text(hint) + command.service().repeated()));
    out.flush();
  }
}
