package dev.manadeck.acceptance;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The system as a user starts it: {@code ./manadeck up} on a data folder and ports of its own. */
final class LocalSystem implements AutoCloseable {
  private static final Path HOME = Path.of("").toAbsolutePath().getParent();
  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration STOP = Duration.ofMinutes(1);
  private static final int FIRST_PORT = 18_080;
  private static final int LAST_PORT = 28_080;

  /** What to kill, and how to find it among the launcher's descendants. */
  enum Part {
    KAFKA("dev.manadeck.embedded.BrokerProcess"),
    POSTGRES("bin/postgres"),
    COMMAND_SERVICE("dev.manadeck.command.CommandServiceApplication"),
    PROJECTION_SERVICE("dev.manadeck.projection.ProjectionServiceApplication");

    private final String mark;

    Part(String mark) {
      this.mark = mark;
    }
  }

  private final Path data;
  private final Path output;
  private final int port;
  private final Process launcher;

  private LocalSystem(Path data, Path output, int port, Process launcher) {
    this.data = data;
    this.output = output;
    this.port = port;
    this.launcher = launcher;
  }

  static LocalSystem up(Path data, int port) {
    try {
      letTheAccountOfTheDatabaseThrough(data.getParent());
      var output = Files.createTempFile(data.getParent(), "up", ".log");
      var launcher =
          command("up", "--data", data.toString(), "--port", Integer.toString(port))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      var system = new LocalSystem(data, output, port, launcher);
      system.awaitReadyOrStop();
      return system;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void letTheAccountOfTheDatabaseThrough(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void awaitReadyOrStop() {
    try {
      await("the URL to be printed")
          .atMost(START)
          .failFast("the launcher ended", this::requireLauncher)
          .until(() -> said().contains(url().toString()));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void requireLauncher() {
    if (!launcher.isAlive()) {
      throw new IllegalStateException("The launcher ended:\n" + said());
    }
  }

  String said() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI url() {
    return URI.create("http://127.0.0.1:%d".formatted(port));
  }

  String kafka() {
    return "127.0.0.1:%d".formatted(9092 + port - 8080);
  }

  String token(String user) {
    return run("token", "--user", user, "--data", data.toString());
  }

  /** As an operator on this machine. */
  void operate(String verb, String projection) {
    run(verb, projection, "--data", data.toString(), "--port", Integer.toString(port));
  }

  /** What the services tell Prometheus, a page each: the first command node, the projections. */
  Stream<String> metrics() {
    return IntStream.of(port + 1, port + 2)
        .mapToObj("http://127.0.0.1:%d/actuator/prometheus"::formatted)
        .map(LocalSystem::page);
  }

  private static String page(String url) {
    try (var page = URI.create(url).toURL().openStream()) {
      return new String(page.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives what it prints. */
  private static String run(String... arguments) {
    try {
      var running = command(arguments).start();
      var printed = new String(running.getInputStream().readAllBytes()).strip();
      if (running.waitFor() != 0) {
        throw new IllegalStateException("%s failed: %s".formatted(List.of(arguments), printed));
      }
      return printed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** SIGKILL. */
  void kill(Part part) {
    var victim = processOf(part);
    victim.destroyForcibly();
    victim.onExit().join();
  }

  private ProcessHandle processOf(Part part) {
    return launcher
        .descendants()
        .filter(process -> process.info().commandLine().orElse("").contains(part.mark))
        .min(Comparator.comparingInt(LocalSystem::depth))
        .orElseThrow(() -> new IllegalStateException(part + " does not run:\n" + said()));
  }

  private static int depth(ProcessHandle process) {
    var depth = 0;
    for (var parent = process.parent(); parent.isPresent(); parent = parent.get().parent()) {
      depth++;
    }
    return depth;
  }

  /** SIGTERM, as a service manager sends it; gives the exit code. */
  int stop() {
    launcher.destroy();
    await("the launcher to end").atMost(STOP).until(() -> !launcher.isAlive());
    return launcher.exitValue();
  }

  /** Leaves nothing running, even where the launcher does not end in good order. */
  @Override
  public void close() {
    List<ProcessHandle> all =
        Stream.concat(launcher.descendants(), Stream.of(launcher.toHandle())).toList();
    try {
      if (launcher.isAlive()) {
        stop();
      }
    } finally {
      all.forEach(ProcessHandle::destroyForcibly);
    }
  }

  /** An edge port whose neighbours, and the ports that follow from it, are free. */
  static int freePort() {
    return ThreadLocalRandom.current()
        .ints(FIRST_PORT, LAST_PORT)
        .filter(
            port ->
                IntStream.concat(
                        IntStream.range(port, port + 5),
                        IntStream.of(9092 + port - 8080, 5432 + port - 8080))
                    .allMatch(LocalSystem::isFree))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isFree(int port) {
    var loopback = InetAddress.getLoopbackAddress();
    try (var listening = new ServerSocket(port, 1, loopback);
        var claim = new DatagramSocket(port, loopback)) {
      return listening.isBound() && claim.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static ProcessBuilder command(String... arguments) {
    var command = new ArrayList<String>(List.of(HOME.resolve("manadeck").toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).directory(HOME.toFile());
  }
}
