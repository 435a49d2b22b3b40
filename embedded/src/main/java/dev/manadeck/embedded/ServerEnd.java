package dev.manadeck.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/** Ends a server process together with the processes it has started. */
final class ServerEnd {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PATIENCE_WITH_THE_KILLED = Duration.ofSeconds(10);

  private ServerEnd() {}

  /**
   * @param signal the name of the signal that asks this server to shut down
   */
  static void cleanly(ProcessHandle server, String signal) {
    if (ProcessEnd.hasCome(server)) {
      return;
    }
    send(signal, server);
    if (!ProcessEnd.comesWithin(PATIENCE, server)) {
      byForce(server);
    }
  }

  static void byForce(ProcessHandle server) {
    List<ProcessHandle> workers = server.descendants().toList();
    server.destroyForcibly();
    ProcessEnd.comesWithin(PATIENCE_WITH_THE_KILLED, server);
    workers.forEach(ProcessHandle::destroyForcibly);
    ProcessEnd.comesWithin(
        PATIENCE_WITH_THE_KILLED, () -> workers.stream().allMatch(ProcessEnd::hasCome));
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
}
