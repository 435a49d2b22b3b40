package dev.manadeck.scheduling;

import java.util.List;

/** What a deck lays down about scheduling. */
public record SchedulerSettings(
    Algorithm algorithm,
    double desiredRetention,
    int maximumIntervalDays,
    Fsrs fsrs,
    Steps learningSteps,
    Steps relearningSteps,
    boolean fuzz) {
  private static final double LEAST_RETENTION = 0.70;
  private static final double MOST_RETENTION = 0.99;
  private static final int LONGEST_INTERVAL_DAYS = 36_500;

  public static final SchedulerSettings DEFAULT =
      new SchedulerSettings(
          Algorithm.FSRS,
          0.9,
          LONGEST_INTERVAL_DAYS,
          Fsrs.DEFAULT,
          Steps.parse(List.of("1m", "10m")),
          Steps.parse(List.of("10m")),
          false);

  public SchedulerSettings {
    if (!(desiredRetention >= LEAST_RETENTION && desiredRetention <= MOST_RETENTION)) {
      throw new IllegalArgumentException(
          "Expected a retention from %s to %s, but got %s"
              .formatted(LEAST_RETENTION, MOST_RETENTION, desiredRetention));
    }
    if (maximumIntervalDays < 1 || maximumIntervalDays > LONGEST_INTERVAL_DAYS) {
      throw new IllegalArgumentException(
          "Expected a maximum interval of 1 to %d days, but got %d"
              .formatted(LONGEST_INTERVAL_DAYS, maximumIntervalDays));
    }
  }
}
