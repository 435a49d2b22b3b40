package dev.manadeck.local.operations;

import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
    name = "generations",
    description = "Lists the tables of a projection that stand beside the live ones.")
final class GenerationsCommand extends OperatorCommand {
  @Parameters(paramLabel = "NAME", description = "The projection")
  private String name = "";

  @Override
  int run() {
    JsonNode generations = service().api().get("projections", name, "generations");
    if (isJson()) {
      print(generations);
    } else if (generations.isEmpty()) {
      out().println("No tables stand beside the live ones of " + name);
    } else {
      TextTable table =
          new TextTable()
              .number("GENERATION")
              .text("FOR")
              .number("CODE")
              .text("BUILT")
              .text("KEPT UNTIL")
              .text("TABLES IN SCHEMA projection");
      generations.valueStream().forEach(generation -> row(table, generation));
      table.print(out(), "");
    }
    return ExitCodes.DONE;
  }

  private static void row(TextTable table, JsonNode generation) {
    table.row(
        generation.path("number").asString(),
        generation.path("purpose").asString(),
        generation.path("codeVersion").asString(),
        generation.path("createdAt").asString(),
        generation.path("expiresAt").asString("dropped by command"),
        generation
            .path("tables")
            .valueStream()
            .map(JsonNode::asString)
            .collect(Collectors.joining(", ")));
  }
}
