package dev.manadeck.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Ends a server process together with the processes it has started. */
final class ServerEnd {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PATIENCE_WITH_THE_KILLED = Duration.ofSeconds(10);

  private ServerEnd() {}

  /**
   * @param signal the name of the signal that asks this server to shut down
   */
  static void cleanly(ProcessHandle server, String signal) {
    if (!server.isAlive()) {
      return;
    }
    send(signal, server);
    if (!endsWithin(PATIENCE, server)) {
      byForce(server);
    }
  }

  static void byForce(ProcessHandle server) {
    List<ProcessHandle> workers = server.descendants().toList();
    server.destroyForcibly();
    endsWithin(PATIENCE_WITH_THE_KILLED, server);
    workers.forEach(ProcessHandle::destroyForcibly);
    workers.forEach(worker -> endsWithin(PATIENCE_WITH_THE_KILLED, worker));
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

  private static boolean endsWithin(Duration time, ProcessHandle process) {
    return process
        .onExit()
        .thenApply(ended -> true)
        .completeOnTimeout(false, time.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }
}
