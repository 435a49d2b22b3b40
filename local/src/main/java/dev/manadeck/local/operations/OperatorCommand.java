package dev.manadeck.local.operations;

import dev.manadeck.local.stack.RefusedException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** What all commands for operators have in common. */
@Command(
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, and nothing is wrong",
      "1:failed, or rows differ, or something is not as it should be",
      "2:the command makes no sense",
      "3:refused: not now, not there, or not by you",
      "4:nobody answers"
    })
abstract class OperatorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServiceOption service = new ServiceOption();

  @Option(names = "--json", description = "Prints JSON")
  private boolean isJson;

  @Override
  public final Integer call() {
    refuseMisplacedOptions();
    service.requireSense();
    try {
      return run();
    } catch (ApiException e) {
      err().println(e.getMessage());
      return e.exitCode();
    } catch (RefusedException e) {
      err().println(e.getMessage());
      return ExitCodes.REFUSED;
    } finally {
      out().flush();
      err().flush();
    }
  }

  /** Else 'parked --port 9080 retry --all' would retry those of another port. */
  private void refuseMisplacedOptions() {
    CommandLine parent = spec.parent().commandLine();
    if (parent.getCommand() instanceof OperatorCommand
        && !parent.getParseResult().matchedOptions().isEmpty()) {
      throw usage("Expected all options behind '%s'".formatted(spec.name()));
    }
  }

  /** Returns the exit code. */
  abstract int run();

  final ServiceOption service() {
    return service;
  }

  final boolean isJson() {
    return isJson;
  }

  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  final void print(JsonNode json) {
    out().println(json);
  }

  /**
   * @param most that the service tells of
   */
  final void requireLimit(int limit, int most) {
    if (limit < 0 || limit > most) {
      throw usage("Expected a --limit of 0 to %d, but got %d".formatted(most, limit));
    }
  }

  final ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
