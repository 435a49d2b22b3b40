package dev.manadeck.projection;

import dev.manadeck.projection.fixture.KafkaLog;
import dev.manadeck.projection.fixture.ProjectionDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The service as a process of its own, so that it can be killed like one. */
final class ServiceProcess implements AutoCloseable {
  private final Process process;
  private final Path output;

  private ServiceProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  static ServiceProcess start(
      KafkaLog log, ProjectionDatabase database, Map<String, ?> more, Path output) {
    var properties = new TreeMap<String, Object>(more);
    properties.put("server.port", 0);
    properties.put("spring.kafka.bootstrap-servers", log.bootstrapServers());
    properties.put("manadeck.topics.prefix", log.prefix());
    properties.put("spring.datasource.url", database.url());
    properties.put("spring.datasource.username", ProjectionDatabase.USERNAME);
    properties.put("spring.datasource.password", ProjectionDatabase.PASSWORD);
    properties.put("manadeck.projections.idle-move", "50ms");
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ProjectionServiceApplication.class.getName()));
    properties.forEach((name, value) -> command.add("--%s=%s".formatted(name, value)));
    try {
      return new ServiceProcess(
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
              .start(),
          output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String log() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As Ctrl-Z does: it keeps its memory and its connections, and does nothing. */
  void freeze() {
    signal("STOP");
  }

  void goOn() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      var command = List.of("kill", "-" + name, Long.toString(process.pid()));
      if (new ProcessBuilder(command).start().waitFor() != 0) {
        throw new IllegalStateException("The process could not be sent " + name);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
