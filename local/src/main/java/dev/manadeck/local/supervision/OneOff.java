package dev.manadeck.local.supervision;

import dev.manadeck.local.supervision.ChildProcess.Run;
import java.util.concurrent.CompletableFuture;

/** A process that does its work and ends: it is ready when it has ended well. */
public final class OneOff implements Part {
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
    int exitCode = run.awaitEnd();
    child.forget();
    if (exitCode != 0) {
      throw new PartFailedException(
          "%s failed with exit code %d. %s".formatted(name(), exitCode, run.log()));
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
