package dev.manadeck.local;

import dev.manadeck.local.operations.OperatorCommands;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "manadeck",
    description = "ManaDeck on this machine.",
    mixinStandardHelpOptions = true,
    version = "ManaDeck 1.0.0-SNAPSHOT",
    subcommands = {
      UpCommand.class,
      TokenCommand.class,
      MigrateCommand.class,
      RehearseCommand.class
    },
    footer = {
      "",
      "Also:",
      "  build    Builds what is not built",
      "  test     Runs every test; takes Maven's arguments"
    })
final class Launcher implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Launcher());
    OperatorCommands.addTo(commandLine);
    return CommandLines.configured(commandLine);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Expected a command");
  }
}
