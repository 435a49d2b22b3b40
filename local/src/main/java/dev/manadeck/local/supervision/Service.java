package dev.manadeck.local.supervision;

import dev.manadeck.local.supervision.ChildProcess.Run;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A process that serves until it is stopped, and says over HTTP when it is ready. */
public final class Service implements Part {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  /** Long, for a node that has much of the log to read; one that died is noticed at once. */
  private static final Duration START_LIMIT = Duration.ofMinutes(5);

  private final ChildProcess child;
  private final URI readiness;

  public Service(ChildSettings settings, URI readiness) {
    this.child = new ChildProcess(settings);
    this.readiness = readiness;
  }

  @Override
  public String name() {
    return child.name();
  }

  @Override
  public void start() {
    Run run = child.start();
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (!Health.isUp(readiness)) {
      if (run.endsWithin(LOOK_AGAIN)) {
        throw new PartFailedException(
            "%s ended with exit code %d while it was starting. %s"
                .formatted(name(), run.exitCode(), run.log()));
      }
      if (System.nanoTime() > deadline) {
        run.discard();
        throw new PartFailedException(
            "%s was not ready after %d s and was stopped. %s"
                .formatted(name(), START_LIMIT.toSeconds(), run.log()));
      }
    }
    if (run.hasEnded()) {
      throw new PartFailedException(
          "%s ended, and somebody else answers at %s".formatted(name(), readiness));
    }
  }

  @Override
  public void stop() {
    child.stop();
  }

  @Override
  public void kill() {
    child.kill();
  }

  @Override
  public CompletableFuture<Integer> onExit() {
    return child.onExit();
  }
}
