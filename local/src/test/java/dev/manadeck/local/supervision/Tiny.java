package dev.manadeck.local.supervision;

import dev.manadeck.embedded.LoopbackPort;
import dev.manadeck.embedded.ProcessRecord;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Settings of small processes. */
record Tiny(Path folder) {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  Service service(String name) {
    return service(name, LoopbackPort.free());
  }

  Service service(String name, int port) {
    return new Service(
        java(name, TinyService.class, String.valueOf(port)),
        URI.create("http://127.0.0.1:" + port + "/"));
  }

  Service failingService(String name) {
    return new Service(
        java(name, TinyService.class, "fail"),
        URI.create("http://127.0.0.1:" + LoopbackPort.free() + "/"));
  }

  ChildSettings shell(String name, String script) {
    return settings(name, List.of("sh", "-c", script));
  }

  private ChildSettings java(String name, Class<?> mainClass, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx32m", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(mainClass.getName());
    command.addAll(List.of(arguments));
    return settings(name, command);
  }

  private ChildSettings settings(String name, List<String> command) {
    return new ChildSettings(
        name, command, () -> Map.of("TINY_SECRET", "s3cret"), log(name), pidFile(name), PATIENCE);
  }

  Path log(String name) {
    return folder.resolve(name + ".log");
  }

  Path pidFile(String name) {
    return folder.resolve(name + ".pid");
  }

  ProcessHandle process(String name) {
    return new ProcessRecord(pidFile(name)).running().orElseThrow();
  }
}
