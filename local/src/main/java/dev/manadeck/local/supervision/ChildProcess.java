package dev.manadeck.local.supervision;

import dev.manadeck.embedded.LogTail;
import dev.manadeck.embedded.OwnSession;
import dev.manadeck.embedded.ProcessEnd;
import dev.manadeck.embedded.ProcessRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A process that this one starts, knows again after a crash of its own, and ends. Its standard
 * input stays open for as long as this process lives.
 */
final class ChildProcess {
  private static final Duration AFTER_A_KILL = Duration.ofSeconds(10);

  private final ChildSettings settings;
  private final ProcessRecord record;
  private volatile @Nullable Process process;
  private volatile boolean isStoppedForGood;

  ChildProcess(ChildSettings settings) {
    this.settings = settings;
    this.record = new ProcessRecord(settings.pidFile());
  }

  String name() {
    return settings.name();
  }

  /** Starts it, after whatever an earlier launcher left of it has ended. */
  Run start() {
    record.running().ifPresent(this::end);
    try {
      LogTail log = LogTail.fromNowOn(settings.logFile());
      ProcessBuilder builder =
          new ProcessBuilder(OwnSession.of(settings.command()))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(settings.logFile().toFile()));
      builder.environment().putAll(settings.environment().get());
      Process started = builder.start();
      process = started;
      remember(started);
      if (isStoppedForGood) {
        started.destroyForcibly();
      }
      return new Run(started, log);
    } catch (IOException | UncheckedIOException e) {
      throw new PartFailedException(name() + " cannot be started: " + e.getMessage(), e);
    }
  }

  /** A process that a later launcher could not know again is not left running. */
  private void remember(Process started) {
    try {
      record.remember(started.toHandle());
    } catch (UncheckedIOException e) {
      started.destroyForcibly();
      throw new PartFailedException(name() + " was ended again: " + e.getMessage(), e);
    }
  }

  /** For a process that has ended. */
  void forget() {
    record.forget();
  }

  void stop() {
    isStoppedForGood = true;
    Process running = process;
    if (running != null) {
      end(running.toHandle());
    }
    record.forget();
  }

  void kill() {
    isStoppedForGood = true;
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
    }
  }

  CompletableFuture<Integer> onExit() {
    Process running = process;
    if (running == null) {
      throw new IllegalStateException(name() + " was never started");
    }
    return running.onExit().thenApply(Process::exitValue);
  }

  private void end(ProcessHandle running) {
    running.destroy();
    if (!ProcessEnd.comesWithin(settings.patience(), running)) {
      running.destroyForcibly();
      ProcessEnd.comesWithin(AFTER_A_KILL, running);
    }
  }

  /** One run of it, and what it has logged. */
  record Run(Process process, LogTail log) {
    boolean endsWithin(Duration time) {
      try {
        return process.waitFor(time);
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
        return true;
      }
    }

    /** The exit code, however long that takes. */
    int awaitEnd() {
      try {
        return process.waitFor();
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
        throw new PartFailedException("Interrupted", e);
      }
    }

    boolean hasEnded() {
      return !process.isAlive();
    }

    int exitCode() {
      return process.exitValue();
    }
  }
}
