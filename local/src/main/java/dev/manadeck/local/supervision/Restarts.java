package dev.manadeck.local.supervision;

import java.time.Duration;

/** How long to wait before the next restart: longer each time, unless a run has gone well. */
record Restarts(Duration pause) {
  private static final Duration SHORTEST = Duration.ofMillis(250);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration GONE_WELL = Duration.ofSeconds(30);

  static Restarts none() {
    return new Restarts(Duration.ZERO);
  }

  Restarts afterARunOf(Duration lived) {
    return lived.compareTo(GONE_WELL) >= 0 ? new Restarts(SHORTEST) : afterAFailure();
  }

  Restarts afterAFailure() {
    if (pause.isZero()) {
      return new Restarts(SHORTEST);
    }
    Duration doubled = pause.multipliedBy(2);
    return new Restarts(doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST);
  }
}
