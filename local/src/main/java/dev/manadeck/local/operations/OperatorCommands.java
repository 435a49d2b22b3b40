package dev.manadeck.local.operations;

import java.util.List;
import picocli.CommandLine;

/** The launcher's commands for operators. */
public final class OperatorCommands {
  private OperatorCommands() {}

  public static void addTo(CommandLine launcher) {
    List.of(
            new StatusCommand(),
            new ReplayCommand(),
            new ReplaysCommand(),
            new VerifyCommand(),
            new RollbackCommand(),
            new GenerationsCommand(),
            new DropCommand(),
            new PauseCommand(),
            new ResumeCommand(),
            new ParkedCommand(),
            new ActionsCommand())
        .forEach(launcher::addSubcommand);
  }
}
