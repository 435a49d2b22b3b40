package dev.manadeck.local.operations;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "resume", description = "Lets a paused projection follow the log again.")
final class ResumeCommand extends OperatorCommand {
  @Parameters(paramLabel = "NAME", description = "The projection")
  private String name = "";

  @Override
  int run() {
    JsonNode projection = service().api().post(null, "projections", name, "resume");
    if (isJson()) {
      print(projection);
    } else {
      out()
          .printf(
              "%s follows the log again; it is %s events behind%n",
              name, ProgressText.count(ProjectionStatus.of(projection).lagEvents()));
    }
    return ExitCodes.DONE;
  }
}
