package dev.manadeck.local.operations;

import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Begins runs, stays with each to its end, and tells what came of it. */
final class RunSeries {
  static final int ROWS_SHOWN = 20;

  private final OperatorCommand command;
  private final RunReporter reporter;
  private final long mostRows;
  private final boolean isDetached;

  /**
   * @param mostRows of those that differ, how many are printed
   * @param isDetached whether only to begin
   */
  RunSeries(OperatorCommand command, OperatorApi api, long mostRows, boolean isDetached) {
    this.command = command;
    this.reporter = new RunReporter(command, api);
    this.mostRows = mostRows;
    this.isDetached = isDetached;
  }

  int one(JsonNode begun) {
    JsonNode last = last(begun);
    if (command.isJson()) {
      command.print(last);
    }
    return exitCode(last);
  }

  /**
   * One that fails or is refused does not keep the others from being tried; a service that is away
   * does. What is known by then is told in any case.
   */
  int each(List<String> projections, Function<String, JsonNode> begin) {
    ArrayNode all = OperatorApi.JSON.createArrayNode();
    try {
      return each(projections, begin, all);
    } finally {
      if (command.isJson()) {
        command.print(all);
      }
    }
  }

  private int each(List<String> projections, Function<String, JsonNode> begin, ArrayNode all) {
    int exitCode = ExitCodes.DONE;
    for (String projection : projections) {
      try {
        JsonNode last = last(begin.apply(projection));
        all.add(last);
        exitCode = ExitCodes.worse(exitCode, exitCode(last));
      } catch (ApiException e) {
        command.err().println(projection + ": " + e.getMessage());
        exitCode = ExitCodes.worse(exitCode, e.exitCode());
        if (e.isPassing()) {
          return exitCode;
        }
      }
    }
    return exitCode;
  }

  /** The last that is known of the run; told, unless all is to be told as JSON. */
  private JsonNode last(JsonNode begun) {
    JsonNode last = isDetached ? begun : reporter.follow(begun);
    if (!command.isJson()) {
      Run run = Run.of(last);
      if (isDetached) {
        reporter.printBegun(run);
      } else {
        reporter.print(run, mostRows);
      }
    }
    return last;
  }

  private int exitCode(JsonNode last) {
    return isDetached ? ExitCodes.DONE : Run.of(last).exitCode();
  }
}
