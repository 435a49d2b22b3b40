package dev.manadeck.projection.progress;

import dev.manadeck.events.Scheduler;
import dev.manadeck.events.SchedulingSettings;
import dev.manadeck.scheduling.Algorithm;
import dev.manadeck.scheduling.Fsrs;
import dev.manadeck.scheduling.FsrsWeights;
import dev.manadeck.scheduling.SchedulerSettings;
import dev.manadeck.scheduling.Steps;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A deck's settings as the schedulers take them. To make them costs more than to fold a review with
 * them, and many reviews share them. Safe for use by several threads.
 */
final class KnownSettings {
  private static final int MOST = 1_000;

  private final Map<SchedulingSettings, SchedulerSettings> known = new ConcurrentHashMap<>();

  /**
   * @throws IllegalArgumentException if the schedulers cannot work with these
   */
  SchedulerSettings of(SchedulingSettings settings) {
    if (settings.equals(SchedulingSettings.DEFAULT)) {
      return SchedulerSettings.DEFAULT;
    }
    if (known.size() >= MOST) {
      known.clear();
    }
    return known.computeIfAbsent(settings, KnownSettings::made);
  }

  private static SchedulerSettings made(SchedulingSettings settings) {
    var weights = settings.fsrsWeights();
    return new SchedulerSettings(
        algorithm(settings.scheduler()),
        settings.desiredRetention(),
        settings.maximumIntervalDays(),
        weights == null ? Fsrs.DEFAULT : new Fsrs(new FsrsWeights(weights)),
        Steps.parse(settings.learningSteps()),
        Steps.parse(settings.relearningSteps()),
        settings.fuzz());
  }

  private static Algorithm algorithm(Scheduler scheduler) {
    return switch (scheduler) {
      case FSRS -> Algorithm.FSRS;
      case SM2 -> Algorithm.SM2;
    };
  }
}
