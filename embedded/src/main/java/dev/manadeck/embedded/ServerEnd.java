package dev.manadeck.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Ends a server process together with the processes it has started. */
final class ServerEnd {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PATIENCE_WITH_THE_KILLED = Duration.ofSeconds(10);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

  private ServerEnd() {}

  /**
   * @param signal the name of the signal that asks this server to shut down
   */
  static void cleanly(ProcessHandle server, String signal) {
    if (!server.isAlive()) {
      return;
    }
    send(signal, server);
    if (!endWithin(PATIENCE, () -> !server.isAlive())) {
      byForce(server);
    }
  }

  static void byForce(ProcessHandle server) {
    List<ProcessHandle> workers = server.descendants().toList();
    server.destroyForcibly();
    endWithin(PATIENCE_WITH_THE_KILLED, () -> !server.isAlive());
    workers.forEach(ProcessHandle::destroyForcibly);
    endWithin(PATIENCE_WITH_THE_KILLED, () -> workers.stream().allMatch(ServerEnd::hasEnded));
  }

  private static void send(String signal, ProcessHandle server) {
    String kill = "kill -s %s %d".formatted(signal, server.pid());
    try {
      new ProcessBuilder("sh", "-c", kill)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean endWithin(Duration time, BooleanSupplier hasEnded) {
    long until = System.nanoTime() + time.toNanos();
    while (!hasEnded.getAsBoolean()) {
      if (System.nanoTime() > until) {
        return false;
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    return true;
  }

  /** Where nobody asks how an orphan ended, as in many containers, it stays listed for ever. */
  private static boolean hasEnded(ProcessHandle orphan) {
    return !orphan.isAlive() || isListedAsEnded(orphan);
  }

  private static boolean isListedAsEnded(ProcessHandle process) {
    try {
      String status = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
      return status.startsWith("Z", status.lastIndexOf(')') + 2);
    } catch (IOException e) {
      return false;
    }
  }
}
