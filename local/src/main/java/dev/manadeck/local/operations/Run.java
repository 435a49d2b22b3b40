package dev.manadeck.local.operations;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A replay, repair, verification or rollback, as the service tells of it.
 *
 * @param step the one under way; null when it is over
 * @param clean whether a comparison found no difference; null if none was made
 * @param error why it failed, or what it waits for
 */
record Run(
    String id,
    String projection,
    String kind,
    String state,
    @Nullable String step,
    @Nullable Integer generation,
    long eventsDone,
    long eventsTotal,
    double percent,
    @Nullable Long rate,
    @Nullable Long etaSeconds,
    boolean dryRun,
    boolean swap,
    @Nullable Boolean clean,
    @Nullable Report report,
    @Nullable String error,
    String requestedBy,
    Instant requestedAt,
    @Nullable Long elapsedMillis) {

  static Run of(JsonNode json) {
    return OperatorApi.JSON.treeToValue(json, Run.class);
  }

  record Report(long comparedRowCount, long differingRowCount, List<Difference> differences) {}

  record Difference(String table, Map<String, JsonNode> key, String kind, List<Column> columns) {}

  record Column(String column, @Nullable JsonNode inTable, @Nullable JsonNode fromLog) {}

  boolean isOver() {
    return switch (state) {
      case "completed", "failed", "cancelled" -> true;
      default -> false;
    };
  }

  boolean isCompleted() {
    return state.equals("completed");
  }

  boolean isPaused() {
    return state.equals("paused");
  }

  /** Only compares, and leaves all rows as they are. */
  boolean isComparison() {
    return dryRun || kind.equals("verification");
  }

  boolean isDifferent() {
    return Boolean.FALSE.equals(clean);
  }

  /** As operators call it. */
  String noun() {
    return switch (kind) {
      case "rebuild" -> "replay";
      case "repair" -> dryRun ? "dry run" : "repair";
      default -> kind;
    };
  }

  int exitCode() {
    return isCompleted() && !(isComparison() && isDifferent()) ? ExitCodes.DONE : ExitCodes.FAILED;
  }
}
