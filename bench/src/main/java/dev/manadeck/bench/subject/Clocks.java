package dev.manadeck.bench.subject;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** How much processor time this process and each part of a system on this machine have used. */
public record Clocks(Map<String, Duration> byPart) {
  private static final String CLIENT = "client";
  private static final Map<String, String> MARKS =
      Map.of(
          "broker", "dev.manadeck.embedded.BrokerProcess",
          "command service", "dev.manadeck.command.CommandServiceApplication",
          "projection service", "dev.manadeck.projection.ProjectionServiceApplication",
          "PostgreSQL", "postgres");

  public static Clocks now() {
    Map<String, Duration> byPart = new LinkedHashMap<>();
    byPart.put(CLIENT, used(ProcessHandle.current()));
    ProcessHandle.current()
        .descendants()
        .forEach(
            process ->
                partOf(process).forEach(part -> byPart.merge(part, used(process), Duration::plus)));
    return new Clocks(byPart);
  }

  /** Of the parts that have used some. */
  public Clocks since(Clocks before) {
    Map<String, Duration> used = new LinkedHashMap<>();
    byPart.forEach(
        (part, time) ->
            used.put(part, time.minus(before.byPart().getOrDefault(part, Duration.ZERO))));
    used.values().removeIf(time -> !time.isPositive());
    return new Clocks(used);
  }

  private static Stream<String> partOf(ProcessHandle process) {
    String command = process.info().commandLine().or(() -> process.info().command()).orElse("");
    return MARKS.entrySet().stream()
        .filter(mark -> command.contains(mark.getValue()))
        .map(Map.Entry::getKey)
        .limit(1);
  }

  private static Duration used(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
