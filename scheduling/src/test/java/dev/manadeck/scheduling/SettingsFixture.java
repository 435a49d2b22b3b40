package dev.manadeck.scheduling;

import static dev.manadeck.scheduling.SchedulerSettings.DEFAULT;

import java.util.List;

/** The default settings, but for one thing. */
final class SettingsFixture {
  static final SchedulerSettings SM2 =
      new SchedulerSettings(
          Algorithm.SM2,
          DEFAULT.desiredRetention(),
          DEFAULT.maximumIntervalDays(),
          DEFAULT.fsrs(),
          DEFAULT.learningSteps(),
          DEFAULT.relearningSteps(),
          DEFAULT.fuzz());

  private SettingsFixture() {}

  static SchedulerSettings withRetention(double retention) {
    return with(retention, DEFAULT.maximumIntervalDays(), DEFAULT.fsrs(), false);
  }

  static SchedulerSettings withMaximum(int days) {
    return with(DEFAULT.desiredRetention(), days, DEFAULT.fsrs(), false);
  }

  static SchedulerSettings withFsrs(Fsrs fsrs) {
    return with(DEFAULT.desiredRetention(), DEFAULT.maximumIntervalDays(), fsrs, false);
  }

  static SchedulerSettings withFuzz(int maximumDays) {
    return with(DEFAULT.desiredRetention(), maximumDays, DEFAULT.fsrs(), true);
  }

  static SchedulerSettings withSteps(Steps learning, Steps relearning) {
    return new SchedulerSettings(
        DEFAULT.algorithm(),
        DEFAULT.desiredRetention(),
        DEFAULT.maximumIntervalDays(),
        DEFAULT.fsrs(),
        learning,
        relearning,
        DEFAULT.fuzz());
  }

  static SchedulerSettings withoutSteps() {
    return withSteps(new Steps(List.of()), new Steps(List.of()));
  }

  private static SchedulerSettings with(
      double retention, int maximumDays, Fsrs fsrs, boolean fuzz) {
    return new SchedulerSettings(
        DEFAULT.algorithm(),
        retention,
        maximumDays,
        fsrs,
        DEFAULT.learningSteps(),
        DEFAULT.relearningSteps(),
        fuzz);
  }
}
