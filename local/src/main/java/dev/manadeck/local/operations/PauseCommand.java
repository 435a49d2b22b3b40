package dev.manadeck.local.operations;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "pause", description = "Keeps a projection's live tables as they are.")
final class PauseCommand extends OperatorCommand {
  @Parameters(paramLabel = "NAME", description = "The projection")
  private String name = "";

  @Override
  int run() {
    JsonNode projection = service().api().post(null, "projections", name, "pause");
    if (isJson()) {
      print(projection);
    } else {
      out()
          .printf(
              "%s is paused: its tables stay as they are until ./manadeck resume %s%s%n",
              name, name, service().repeated());
    }
    return ExitCodes.DONE;
  }
}
