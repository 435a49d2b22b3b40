package dev.manadeck.local.operations;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "drop",
    description = "Drops tables of a projection that stand beside the live ones.")
final class DropCommand extends OperatorCommand {
  @Parameters(index = "0", paramLabel = "NAME", description = "The projection")
  private String name = "";

  @Parameters(index = "1", paramLabel = "GENERATION", description = "Which of them")
  private int generation;

  @Override
  int run() {
    service().api().delete("projections", name, "generations", "" + generation);
    if (isJson()) {
      ObjectNode dropped = OperatorApi.JSON.createObjectNode();
      print(dropped.put("projection", name).put("generation", generation));
    } else {
      out().printf("Generation %d of %s is being dropped%n", generation, name);
    }
    return ExitCodes.DONE;
  }
}
