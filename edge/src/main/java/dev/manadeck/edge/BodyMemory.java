package dev.manadeck.edge;

import java.util.concurrent.Semaphore;

/** The memory that all request bodies held at one time may take, counted in KiB. */
final class BodyMemory {
  private static final int KIB = 1024;

  private final Semaphore free;

  BodyMemory(long bytes) {
    this.free = new Semaphore((int) Math.min(Integer.MAX_VALUE, bytes / KIB));
  }

  /** Half the heap: the rest is for connections and everything else. */
  static BodyMemory ofThisProcess() {
    return new BodyMemory(Runtime.getRuntime().maxMemory() / 2);
  }

  boolean take(long bytes) {
    return free.tryAcquire(inKib(bytes));
  }

  void giveBack(long bytes) {
    free.release(inKib(bytes));
  }

  private static int inKib(long bytes) {
    return (int) ((bytes + KIB - 1) / KIB);
  }
}
