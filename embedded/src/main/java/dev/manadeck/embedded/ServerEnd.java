package dev.manadeck.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
    if (!endWithin(PATIENCE, List.of(server))) {
      byForce(server);
    }
  }

  static void byForce(ProcessHandle server) {
    List<ProcessHandle> workers = server.descendants().toList();
    server.destroyForcibly();
    endWithin(PATIENCE_WITH_THE_KILLED, List.of(server));
    workers.forEach(ProcessHandle::destroyForcibly);
    endWithin(PATIENCE_WITH_THE_KILLED, workers);
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

  /** All of them together: a database may have very many. */
  private static boolean endWithin(Duration time, List<ProcessHandle> processes) {
    return CompletableFuture.allOf(
            processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
        .thenApply(ended -> true)
        .completeOnTimeout(false, time.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }
}
