package dev.manadeck.command.http;

import java.time.Duration;

/** Until when a command has to be answered. */
record Deadline(long nanoTime) {
  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** Negative when it is over. */
  Duration left() {
    return Duration.ofNanos(nanoTime - System.nanoTime());
  }
}
