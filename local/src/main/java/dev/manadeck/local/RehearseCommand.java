package dev.manadeck.local;

import dev.manadeck.local.stack.Rehearsal;
import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The last step of a build; the launcher script calls it. */
@Command(name = "rehearse", hidden = true, description = "Prepares fast starts of the services.")
final class RehearseCommand implements Runnable {
  @Mixin private HomeOption home = new HomeOption();

  @Override
  public void run() {
    try {
      new Rehearsal(home.distribution()).run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
