package dev.manadeck.projection.live;

import java.time.Duration;

/** Waits that double from the first to the longest. Single-threaded. */
final class Backoff {
  private final Duration first;
  private final Duration longest;
  private Duration wait = Duration.ZERO;
  private long dueNanos;

  Backoff(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
  }

  void failed() {
    var doubled = wait.isZero() ? first : wait.multipliedBy(2);
    wait = doubled.compareTo(longest) > 0 ? longest : doubled;
    dueNanos = System.nanoTime() + wait.toNanos();
  }

  void succeeded() {
    wait = Duration.ZERO;
  }

  boolean isFailing() {
    return !wait.isZero();
  }

  /** Until the next attempt. */
  Duration remaining() {
    if (wait.isZero()) {
      return Duration.ZERO;
    }
    var nanos = dueNanos - System.nanoTime();
    return nanos > 0 ? Duration.ofNanos(nanos) : Duration.ZERO;
  }
}
