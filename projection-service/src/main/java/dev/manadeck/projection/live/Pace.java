package dev.manadeck.projection.live;

import java.time.Duration;

/**
 * How far apart a worker begins its batches. A batch of one event costs nearly as much as one of
 * many, so the more comes, the longer is waited for more; but not when much stands there already.
 *
 * @param shortest when little comes
 * @param longest when much comes
 * @param manyEvents so many at once that there must be more behind them
 */
record Pace(Duration shortest, Duration longest, int manyEvents) {
  private static final Duration FOR_EACH_EVENT = Duration.ofNanos(500_000);

  /**
   * @param events how many the last batch had
   */
  Duration after(int events) {
    if (events >= manyEvents) {
      return Duration.ZERO;
    }
    Duration wanted = FOR_EACH_EVENT.multipliedBy(events);
    if (wanted.compareTo(shortest) < 0) {
      return shortest;
    }
    return wanted.compareTo(longest) > 0 ? longest : wanted;
  }
}
