package dev.manadeck.bench;

import dev.manadeck.bench.commands.CommandsBenchmark;
import dev.manadeck.bench.projections.ProjectionsBenchmark;
import dev.manadeck.bench.replay.ReplayBenchmark;
import dev.manadeck.local.CommandLines;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "manadeck bench",
    description = "Measures ManaDeck on this machine.",
    mixinStandardHelpOptions = true,
    subcommands = {CommandsBenchmark.class, ProjectionsBenchmark.class, ReplayBenchmark.class})
final class Bench implements Runnable {
  private static final int INTERRUPTED = 128 + 2;

  /** What fails while the process ends fails because of that. */
  private static final AtomicBoolean ENDS = new AtomicBoolean();

  @Spec private CommandSpec spec = CommandSpec.create();

  static void main(String[] args) {
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> ENDS.set(true)));
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    CommandLine commandLine = CommandLines.configured(new CommandLine(new Bench()));
    commandLine.setExecutionExceptionHandler(
        (exception, failed, _) -> ENDS.get() ? INTERRUPTED : CommandLines.told(exception, failed));
    return commandLine;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Expected what to measure");
  }
}
