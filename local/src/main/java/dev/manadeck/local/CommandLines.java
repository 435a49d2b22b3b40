package dev.manadeck.local;

import dev.manadeck.local.operations.ExitCodes;
import dev.manadeck.local.stack.RefusedException;
import dev.manadeck.local.supervision.PartFailedException;
import java.time.Duration;
import picocli.CommandLine;

/** How ManaDeck's command lines read their options, and tell what went wrong. */
public final class CommandLines {
  private CommandLines() {}

  /** With all subcommands that it has by now. */
  public static CommandLine configured(CommandLine commandLine) {
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.registerConverter(Duration.class, CommandLines::duration);
    commandLine.setExecutionExceptionHandler((exception, failed, _) -> told(exception, failed));
    return commandLine;
  }

  private static Duration duration(String text) {
    return Duration.parse(text.startsWith("P") ? text : "PT" + text);
  }

  /**
   * Prints what has a message for a person.
   *
   * @return the exit code
   * @throws Exception if it has none
   */
  public static int told(Exception exception, CommandLine failed) throws Exception {
    int exitCode =
        switch (exception) {
          case RefusedException _ -> ExitCodes.REFUSED;
          case PartFailedException _ -> ExitCodes.FAILED;
          default -> throw exception;
        };
    failed.getErr().println(exception.getMessage());
    return exitCode;
  }
}
