package dev.manadeck.projection.replay;

import java.time.Duration;

/**
 * Swaps in a row that were given up: readers wait behind each of them, so that the pauses double to
 * some seconds. Single-threaded.
 */
final class SwapAttempts {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private Duration pause = FIRST_PAUSE;
  private int count;

  /**
   * @return how long to leave the tables to others
   */
  Duration givenUp() {
    var now = pause;
    var doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    count++;
    return now;
  }

  int count() {
    return count;
  }

  /** The first time, and ever more seldom. */
  boolean isWorthALine() {
    return Integer.bitCount(count) == 1;
  }
}
