package dev.manadeck.bench.subject;

import dev.manadeck.embedded.Durability;
import dev.manadeck.embedded.ProcessRecord;
import dev.manadeck.local.stack.DataFolder;
import dev.manadeck.local.stack.Distribution;
import dev.manadeck.local.stack.LocalRun;
import dev.manadeck.local.stack.LocalStack;
import dev.manadeck.local.stack.Parts;
import dev.manadeck.local.stack.Ports;
import dev.manadeck.local.stack.RefusedException;
import dev.manadeck.local.supervision.Member;
import dev.manadeck.local.supervision.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * A system of the benchmark's own, as {@code ./manadeck up} starts it, on a folder and ports of its
 * own, part by part. Nothing of it is left when it is closed, nor when this process is interrupted.
 */
public final class OwnSystem implements AutoCloseable {
  private static final int ATTEMPTS = 20;
  private static final int FIRST_PORT = 16_000;
  private static final int LAST_PORT = 28_000;

  private final Distribution distribution;
  private final Durability durability;
  private final DataFolder data;
  private final Ports ports;
  private final LocalRun run;
  private final Deque<Part> running = new ArrayDeque<>();
  private final Thread whenInterrupted = Thread.ofPlatform().unstarted(this::abandon);
  private volatile boolean isAbandoned;

  private OwnSystem(
      Distribution distribution,
      Durability durability,
      DataFolder data,
      Ports ports,
      LocalRun run) {
    this.distribution = distribution;
    this.durability = durability;
    this.data = data;
    this.ports = ports;
    this.run = run;
    Runtime.getRuntime().addShutdownHook(whenInterrupted);
  }

  /** Nothing is started yet. */
  public static OwnSystem prepare(Distribution distribution, Durability durability, Path scratch) {
    try {
      Path folder = Files.createTempDirectory(scratch, "manadeck-bench-");
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      DataFolder data = new DataFolder(folder);
      for (int attempt = 1; ; attempt++) {
        Ports ports = new Ports(ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT), 1);
        try {
          LocalRun run = LocalRun.begin(data, ports);
          return new OwnSystem(distribution, durability, data, ports, run);
        } catch (RefusedException e) {
          if (attempt == ATTEMPTS) {
            throw e;
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Parts that run already are left as they are; the others start in the order given. */
  public void start(String... names) {
    Map<String, Part> parts = new HashMap<>();
    for (Member member : stack().members()) {
      parts.put(member.name(), member.part());
    }
    for (String name : names) {
      Part part = Optional.ofNullable(parts.get(name)).orElseThrow();
      if (find(name).isEmpty()) {
        running.push(part);
        part.start();
      }
    }
  }

  /** All that is needed to take commands. */
  public void startForCommands() {
    start(Parts.KAFKA, Parts.EDGE, Parts.commandNode(1));
  }

  /** All that is needed to answer queries, but for the broker and the edge. */
  public void startForQueries() {
    start(Parts.POSTGRES, Parts.MIGRATIONS, Parts.PROJECTION);
  }

  public void stop(String name) {
    find(name)
        .ifPresent(
            part -> {
              part.stop();
              running.remove(part);
            });
  }

  /** As a crash would end it. */
  public void kill(String name) {
    find(name)
        .ifPresent(
            part -> {
              part.kill();
              part.onExit().join();
              running.remove(part);
            });
  }

  private Optional<Part> find(String name) {
    return running.stream().filter(part -> part.name().equals(name)).findFirst();
  }

  /** A part that was stopped cannot be started again, but its like can. */
  private LocalStack stack() {
    return new LocalStack(distribution, data, ports, durability);
  }

  /** Its services themselves, without the edge between. */
  public TestedSystem services() {
    return new TestedSystem(
        Ports.url(ports.command(1)), Ports.url(ports.projection()), data.tokens());
  }

  /** As whoever may read the tables of the projections. */
  public Connection openDatabase() {
    try {
      return DriverManager.getConnection(
          "jdbc:postgresql://127.0.0.1:%d/manadeck".formatted(ports.postgres()),
          "manadeck_reader",
          Files.readString(data.root().resolve("secrets/reader-password")).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException("The database cannot be read", e);
    }
  }

  /** The process of a part that runs. */
  public ProcessHandle process(String part) {
    return new ProcessRecord(data.root().resolve("run").resolve(part + ".pid"))
        .running()
        .orElseThrow(() -> new IllegalStateException(part + " does not run"));
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + ports.kafka();
  }

  public Path logOf(String part) {
    return data.logs().resolve(part + ".log");
  }

  @Override
  public void close() {
    if (isAbandoned) {
      return;
    }
    while (!running.isEmpty()) {
      running.pop().stop();
    }
    run.close();
    Runtime.getRuntime().removeShutdownHook(whenInterrupted);
    deleteFolder();
  }

  private void abandon() {
    isAbandoned = true;
    List.copyOf(running).forEach(Part::kill);
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    deleteFolder();
  }

  private void deleteFolder() {
    try (Stream<Path> files = Files.walk(data.root())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException somethingWritesStill) {
      System.err.println("Not all of " + data.root() + " could be deleted");
    }
  }
}
