package dev.manadeck.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** One run of a server: its process, from the launch to the end. */
final class ServerRun {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

  private final String name;
  private final Process process;
  private final LogTail log;

  private ServerRun(String name, Process process, LogTail log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * Everything the server prints is appended to the log file. Its standard input stays open until
   * this process is gone.
   */
  static ServerRun launch(String name, ProcessBuilder server, Path logFile) {
    LogTail log = logFromNowOn(logFile);
    server
        .command(OwnSession.of(server.command()))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()));
    try {
      return new ServerRun(name, server.start(), log);
    } catch (IOException e) {
      throw new StartFailedException("%s cannot be started: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static LogTail logFromNowOn(Path logFile) {
    try {
      return LogTail.fromNowOn(logFile);
    } catch (UncheckedIOException e) {
      throw new StartFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * @param deadline as {@link System#nanoTime} tells the time
   * @throws StartFailedException if the server ended instead, or took too long
   */
  void awaitReady(BooleanSupplier ready, long deadline) {
    while (!ready.getAsBoolean()) {
      if (endsWithin(LOOK_AGAIN)) {
        throw new StartFailedException(
            "%s ended with status %d while it was starting. %s"
                .formatted(name, process.exitValue(), log));
      }
      if (System.nanoTime() > deadline) {
        throw new StartFailedException("%s took too long to start. %s".formatted(name, log));
      }
    }
  }

  private boolean endsWithin(Duration time) {
    try {
      return process.waitFor(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailedException(name + " was interrupted while it was starting", e);
    }
  }

  LogTail log() {
    return log;
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  boolean isAlive() {
    return !ProcessEnd.hasCome(handle());
  }

  CompletableFuture<Integer> onExit() {
    return process.onExit().thenApply(Process::exitValue);
  }
}
