package dev.manadeck.local.supervision;

import dev.manadeck.embedded.EmbeddedServer;
import dev.manadeck.embedded.StartFailedException;
import java.util.concurrent.CompletableFuture;

/** The broker or the database as a part. */
public final class EmbeddedPart implements Part {
  private final String name;
  private final EmbeddedServer server;
  private final Runnable furnish;
  private volatile boolean isStarting;
  private volatile boolean isStoppedForGood;

  /**
   * @param furnish what has to be done in the server that answers before it is ready for use
   */
  public EmbeddedPart(String name, EmbeddedServer server, Runnable furnish) {
    this.name = name;
    this.server = server;
    this.furnish = furnish;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void start() {
    try {
      isStarting = true;
      requireNotStopped();
      server.start();
    } catch (StartFailedException e) {
      throw new PartFailedException(String.valueOf(e.getMessage()), e);
    } finally {
      isStarting = false;
    }
    try {
      requireNotStopped();
      furnish.run();
    } catch (RuntimeException e) {
      server.stop();
      throw e;
    }
  }

  private void requireNotStopped() {
    if (isStoppedForGood) {
      throw new PartFailedException(name + " is not started: it was stopped for good");
    }
  }

  /** A server that is still starting has nothing that a crash could take from it. */
  @Override
  public void stop() {
    isStoppedForGood = true;
    if (isStarting) {
      kill();
    }
    server.stop();
  }

  /** Not through the server, which lets nobody in while it starts or stops. */
  @Override
  public void kill() {
    isStoppedForGood = true;
    if (server.isAlive()) {
      ProcessHandle.of(server.pid()).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  @Override
  public CompletableFuture<Integer> onExit() {
    return server.onExit();
  }
}
