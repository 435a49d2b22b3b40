package dev.manadeck.local.operations;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How a projection is, as the service tells it.
 *
 * @param codeVersion of the code that built the live tables
 * @param serviceCodeVersion of the code that runs
 * @param replay the run that is under way
 */
record ProjectionStatus(
    String name,
    String state,
    int generation,
    int codeVersion,
    int serviceCodeVersion,
    long lagEvents,
    double lagSeconds,
    long parkedKeys,
    List<Place> partitions,
    @Nullable List<String> obstacles,
    @Nullable String advice,
    @Nullable Run replay) {

  record Place(
      String topic, int partition, long position, long end, long lagEvents, double lagSeconds) {}

  static ProjectionStatus of(JsonNode json) {
    return OperatorApi.JSON.treeToValue(json, ProjectionStatus.class);
  }

  static List<String> names(OperatorApi api) {
    return api.get("projections").valueStream().map(each -> each.path("name").asString()).toList();
  }

  boolean isBlocked() {
    return state.equals("blocked");
  }

  String code() {
    return codeVersion == serviceCodeVersion
        ? "" + codeVersion
        : "%d (service %d)".formatted(codeVersion, serviceCodeVersion);
  }
}
