package dev.manadeck.local.supervision;

import dev.manadeck.local.supervision.ChildProcess.Run;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A process that does its work and ends: it is ready when it has ended well. */
public final class OneOff implements Part {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final ChildProcess child;

  public OneOff(ChildSettings settings) {
    this.child = new ChildProcess(settings);
  }

  @Override
  public String name() {
    return child.name();
  }

  @Override
  public void start() {
    Run run = child.start();
    if (!run.endsWithin(LIMIT)) {
      run.discard();
      throw new PartFailedException(
          "%s took longer than %d minutes and was stopped. %s"
              .formatted(name(), LIMIT.toMinutes(), run.log()));
    }
    child.forget();
    if (run.exitCode() != 0) {
      throw new PartFailedException(
          "%s failed with exit code %d. %s".formatted(name(), run.exitCode(), run.log()));
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
    return new CompletableFuture<>();
  }
}
