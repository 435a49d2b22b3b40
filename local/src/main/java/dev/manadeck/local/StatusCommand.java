package dev.manadeck.local;

import dev.manadeck.local.stack.Ports;
import dev.manadeck.local.stack.RunRecord;
import dev.manadeck.local.stack.StackHealth;
import dev.manadeck.local.stack.StackHealth.PartHealth;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

@Command(
    name = "status",
    description = "Tells how each part is. Exits with 1 if one is not up.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class StatusCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The edge's port (default: that of the run on the data folder)")
  private @Nullable Integer port;

  @Option(names = "--json", description = "Prints JSON")
  private boolean isJson;

  @Override
  public Integer call() {
    List<PartHealth> parts = StackHealth.of(ports());
    PrintWriter out = spec.commandLine().getOut();
    if (isJson) {
      out.println(JsonMapper.shared().writeValueAsString(json(parts)));
    } else {
      parts.forEach(
          part ->
              out.printf(
                  "%-20s %-5s %s%n", part.part(), part.isUp() ? "up" : "down", part.address()));
    }
    out.flush();
    return parts.stream().allMatch(PartHealth::isUp) ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private Ports ports() {
    Ports running =
        new RunRecord(data.folder()).read().orElseGet(() -> new Ports(Ports.DEFAULT_EDGE, 1));
    return port == null ? running : new Ports(port, running.commandNodes());
  }

  private static Map<String, Object> json(List<PartHealth> parts) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("status", parts.stream().allMatch(PartHealth::isUp) ? "up" : "down");
    json.put("parts", parts.stream().map(StatusCommand::json).toList());
    return json;
  }

  private static Map<String, Object> json(PartHealth part) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", part.part());
    json.put("status", part.isUp() ? "up" : "down");
    json.put("address", part.address());
    return json;
  }
}
