package dev.manadeck.local.supervision;

import dev.manadeck.local.supervision.ChildProcess.Run;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A process that serves until it is stopped, and says over HTTP when it is ready. It has as long as
 * it lives: a node may have much of the log to read.
 */
public final class Service implements Part {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

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
    while (!Health.isUp(readiness)) {
      if (run.endsWithin(LOOK_AGAIN)) {
        throw new PartFailedException(
            "%s ended with exit code %d while it was starting. %s"
                .formatted(name(), run.exitCode(), run.log()));
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
