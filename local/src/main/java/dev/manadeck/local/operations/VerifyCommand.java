package dev.manadeck.local.operations;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "verify",
    description = {
      "Folds the log again and compares the outcome with the live tables, at one exact position.",
      "Names the rows that differ; exits with 1 if there are any."
    })
final class VerifyCommand extends OperatorCommand {
  @Parameters(arity = "0..1", paramLabel = "NAME", description = "The projection (default: all)")
  private @Nullable String name;

  @Option(names = "--max-rate", paramLabel = "N", description = "At most N events a second")
  private @Nullable Integer maxRate;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "" + RunSeries.ROWS_SHOWN,
      description = "Rows that are printed of those that differ (default: ${DEFAULT-VALUE})")
  private int limit;

  @Override
  int run() {
    OperatorApi api = service().api();
    RunSeries series = new RunSeries(this, api, Math.max(0, limit), false);
    String projection = name;
    return projection == null
        ? series.each(ProjectionStatus.names(api), each -> begin(api, each))
        : series.one(begin(api, projection));
  }

  private JsonNode begin(OperatorApi api, String projection) {
    ObjectNode order = OperatorApi.JSON.createObjectNode();
    if (maxRate != null) {
      order.put("maxRate", maxRate);
    }
    return api.post(order, "projections", projection, "verifications");
  }
}
