package dev.manadeck.local.operations;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "rollback",
    description =
        "Puts the tables back that were live before the last exchange, brought up to date.")
final class RollbackCommand extends OperatorCommand {
  @Parameters(paramLabel = "NAME", description = "The projection")
  private String name = "";

  @Override
  int run() {
    OperatorApi api = service().api();
    return new RunSeries(this, api, RunSeries.ROWS_SHOWN, false)
        .one(api.post(null, "projections", name, "rollback"));
  }
}
