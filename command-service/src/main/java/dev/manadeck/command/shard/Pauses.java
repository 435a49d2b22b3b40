package dev.manadeck.command.shard;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waiting that ends early when there is nothing left to wait for. */
final class Pauses {
  private final CountDownLatch end = new CountDownLatch(1);

  void pause(Duration length) {
    var interrupted = false;
    var until = System.nanoTime() + length.toNanos();
    while (true) {
      try {
        var reachedEnd = end.await(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
        if (reachedEnd || System.nanoTime() >= until) {
          return;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }

  void end() {
    end.countDown();
  }

  boolean ended() {
    return end.getCount() == 0;
  }
}
