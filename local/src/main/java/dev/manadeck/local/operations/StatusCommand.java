package dev.manadeck.local.operations;

import dev.manadeck.local.stack.RefusedException;
import dev.manadeck.local.stack.StackHealth.PartHealth;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "status",
    description = {
      "Tells how each part and each projection is, and what to do about it.",
      "Exits with 1 if a part is not up, or a projection is blocked or cannot be asked for;"
          + " in JSON isWell is false then, where status tells of the parts alone."
    })
final class StatusCommand extends OperatorCommand {
  @Option(names = "--verbose", description = "Adds where each projection stands in each partition")
  private boolean isVerbose;

  /**
   * @param json null if nobody could tell
   * @param trouble why nobody could; null if somebody did
   */
  private record Answer(@Nullable JsonNode json, @Nullable String trouble) {
    List<ProjectionStatus> projections() {
      return json == null ? List.of() : json.valueStream().map(ProjectionStatus::of).toList();
    }

    boolean isWell() {
      return trouble == null && projections().stream().noneMatch(ProjectionStatus::isBlocked);
    }
  }

  @Override
  int run() {
    List<PartHealth> parts = PartsStatus.of(service());
    Answer answer = ask();
    boolean isWell = areUp(parts) && answer.isWell();
    if (isJson()) {
      print(json(parts, answer).put("isWell", isWell));
    } else {
      print(parts, answer);
    }
    return isWell ? ExitCodes.DONE : ExitCodes.FAILED;
  }

  private static boolean areUp(List<PartHealth> parts) {
    return parts.stream().allMatch(PartHealth::isUp);
  }

  private Answer ask() {
    try {
      return new Answer(service().api().get("projections"), null);
    } catch (ApiException | RefusedException e) {
      return new Answer(null, e.getMessage());
    }
  }

  private void print(List<PartHealth> parts, Answer answer) {
    for (PartHealth part : parts) {
      out().printf("%-20s %-5s %s%n", part.part(), part.isUp() ? "up" : "down", part.address());
    }
    out().println();
    if (answer.trouble() != null) {
      out().println("How the projections are cannot be told: " + answer.trouble());
      return;
    }
    List<ProjectionStatus> projections = answer.projections();
    table(projections).print(out(), "");
    projections.forEach(this::printAdvice);
    if (isVerbose) {
      out().println();
      places(projections).print(out(), "");
    }
  }

  private static TextTable table(List<ProjectionStatus> projections) {
    TextTable table =
        new TextTable()
            .text("PROJECTION")
            .text("STATE")
            .number("GENERATION")
            .text("CODE")
            .number("LAG EVENTS")
            .number("LAG SECONDS")
            .number("PARKED KEYS")
            .text("UNDER WAY");
    for (ProjectionStatus projection : projections) {
      Run run = projection.replay();
      table.row(
          projection.name(),
          projection.state(),
          "" + projection.generation(),
          projection.code(),
          ProgressText.count(projection.lagEvents()),
          seconds(projection.lagSeconds()),
          ProgressText.count(projection.parkedKeys()),
          run == null ? "" : ProgressText.cell(run));
    }
    return table;
  }

  private void printAdvice(ProjectionStatus projection) {
    String advice = projection.advice();
    if (advice != null) {
      out().println(Printable.text("%s: %s".formatted(projection.name(), advice)));
    }
    List<String> obstacles = projection.obstacles();
    if (obstacles != null) {
      obstacles.stream()
          .filter(obstacle -> !obstacle.equals(advice))
          .forEach(
              obstacle ->
                  out().println(Printable.text("%s: %s".formatted(projection.name(), obstacle))));
    }
  }

  private static TextTable places(List<ProjectionStatus> projections) {
    TextTable table =
        new TextTable()
            .text("PROJECTION")
            .text("PARTITION")
            .number("POSITION")
            .number("END")
            .number("LAG EVENTS")
            .number("LAG SECONDS");
    for (ProjectionStatus projection : projections) {
      for (ProjectionStatus.Place place : projection.partitions()) {
        table.row(
            projection.name(),
            "%s-%d".formatted(place.topic(), place.partition()),
            ProgressText.count(place.position()),
            ProgressText.count(place.end()),
            ProgressText.count(place.lagEvents()),
            seconds(place.lagSeconds()));
      }
    }
    return table;
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.1f", seconds);
  }

  private static ObjectNode json(List<PartHealth> parts, Answer answer) {
    ObjectNode json = OperatorApi.JSON.createObjectNode();
    json.put("status", areUp(parts) ? "up" : "down");
    ArrayNode list = json.putArray("parts");
    for (PartHealth part : parts) {
      list.addObject()
          .put("name", part.part())
          .put("status", part.isUp() ? "up" : "down")
          .put("address", part.address());
    }
    json.set("projections", answer.json());
    json.put("trouble", answer.trouble());
    return json;
  }
}
