package dev.manadeck.local.operations;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(name = "actions", description = "Lists what operators did, the latest first.")
final class ActionsCommand extends OperatorCommand {
  private static final int MOST = 500;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description =
          "How many, at most " + MOST + " (default: ${DEFAULT-VALUE}; JSON: " + MOST + ")")
  private int limit;

  @Override
  int run() {
    requireLimit(limit, MOST);
    JsonNode actions = service().api().get("actions");
    if (isJson()) {
      print(actions);
    } else {
      TextTable table =
          new TextTable()
              .text("AT")
              .text("BY")
              .text("ACTION")
              .text("PROJECTION")
              .text("RUN")
              .text("DETAILS");
      actions.valueStream().limit(limit).forEach(action -> row(table, action));
      table.print(out(), "");
    }
    return ExitCodes.DONE;
  }

  private static void row(TextTable table, JsonNode action) {
    JsonNode details = action.path("details");
    table.row(
        action.path("at").asString(),
        action.path("userId").asString(),
        action.path("action").asString(),
        action.path("projection").asString(""),
        action.path("replayId").asString(""),
        details.isEmpty() ? "" : details.toString());
  }
}
