package dev.manadeck.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A server that runs as a child process on the loopback interface and keeps its data in a folder.
 *
 * <p>A folder has at most one running server. A server does not outlive the process that started
 * it: it shuts down when that process is gone, and a later start on the same folder first stops
 * whatever is left. Safe for use by several threads.
 */
public abstract sealed class EmbeddedServer implements AutoCloseable permits Broker, Postgres {

  /** Long, for a server that has much to repair after a crash; one that died is noticed at once. */
  private static final Duration START_LIMIT = Duration.ofMinutes(5);

  private final String name;
  private final Path folder;
  private final int port;

  private @Nullable ServerFolder occupied;
  private volatile @Nullable ServerRun latestRun;

  EmbeddedServer(String name, Path folder, int port) {
    this.name = name;
    this.folder = folder.toAbsolutePath().normalize();
    this.port = port;
  }

  /** Must launch the server on its folder, which is nobody else's now, and need not wait for it. */
  abstract ServerRun launch() throws IOException;

  /** Whether the server that was launched answers its clients. */
  abstract boolean answers(ServerRun launched);

  /** The signal upon which this server shuts down at once, in good order. */
  abstract String stopSignal();

  /** Whether a failed start has a cause that goes away by itself, as the log tells. */
  abstract boolean failedForAMoment(LogTail log);

  /**
   * Starts the server on whatever its folder holds and returns when it answers.
   *
   * @return the time it took
   * @throws StartFailedException if the server did not get ready, with the end of its log, or if
   *     its port or its folder is in use
   */
  public final synchronized Duration start() {
    long began = System.nanoTime();
    if (isAlive()) {
      throw new StartFailedException("%s is running already, on %s".formatted(name, folder));
    }
    boolean started = false;
    try {
      ServerFolder own = occupied == null ? ServerFolder.occupy(folder) : occupied;
      occupied = own;
      own.orphan().ifPresent(orphan -> ServerEnd.cleanly(orphan, stopSignal()));
      LoopbackPort.requireFree(port, name);
      launchUntilItAnswers(own, began + START_LIMIT.toNanos());
      started = true;
    } catch (IOException | UncheckedIOException e) {
      throw new StartFailedException("%s cannot be started: %s".formatted(name, e), e);
    } finally {
      if (!started) {
        kill();
      }
    }
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private void launchUntilItAnswers(ServerFolder own, long deadline) throws IOException {
    while (true) {
      ServerRun launched = launch();
      latestRun = launched;
      own.remember(launched.handle());
      try {
        launched.awaitReady(() -> answers(launched), deadline);
        return;
      } catch (StartFailedException e) {
        if (System.nanoTime() > deadline || !failedForAMoment(launched.log())) {
          throw e;
        }
      }
    }
  }

  /** Stops the server cleanly, or by force when that takes too long. May be called at any time. */
  public final synchronized void stop() {
    if (latestRun != null) {
      ServerEnd.cleanly(latestRun.handle(), stopSignal());
    }
    leave();
  }

  /** Ends the server as a crash would: nothing is flushed, nothing is said to clients. */
  public final synchronized void kill() {
    if (latestRun != null) {
      ServerEnd.byForce(latestRun.handle());
    }
    leave();
  }

  private void leave() {
    if (occupied != null) {
      occupied.close();
      occupied = null;
    }
  }

  /** The same as {@link #stop}. */
  @Override
  public final void close() {
    stop();
  }

  public final boolean isAlive() {
    ServerRun run = latestRun;
    return run != null && run.isAlive();
  }

  /**
   * The process id of the server that was started last.
   *
   * @throws IllegalStateException if it was never started
   */
  public final long pid() {
    return run().handle().pid();
  }

  /**
   * Completes with the exit status when the server that was started last has ended, for whatever
   * reason.
   *
   * @throws IllegalStateException if it was never started
   */
  public final CompletableFuture<Integer> onExit() {
    return run().onExit();
  }

  private ServerRun run() {
    ServerRun run = latestRun;
    if (run == null) {
      throw new IllegalStateException(name + " was never started");
    }
    return run;
  }

  final String name() {
    return name;
  }

  final Path folder() {
    return folder;
  }

  public final int port() {
    return port;
  }
}
