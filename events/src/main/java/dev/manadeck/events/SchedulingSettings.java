package dev.manadeck.events;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A deck's choice of scheduler and its parameters; complete, so that a fold needs nothing else. */
public record SchedulingSettings(
    Scheduler scheduler,
    double desiredRetention,
    int maximumIntervalDays,
    @Nullable List<Double> fsrsWeights,
    List<String> learningSteps,
    List<String> relearningSteps,
    boolean fuzz) {

  /** Part of the contract of {@code card.reviewed.v1}: a review without settings means these. */
  public static final SchedulingSettings DEFAULT =
      new SchedulingSettings(
          Scheduler.FSRS, 0.9, 36_500, null, List.of("1m", "10m"), List.of("10m"), false);

  public SchedulingSettings {
    Objects.requireNonNull(scheduler);
    requireFinite(desiredRetention);
    fsrsWeights = fsrsWeights == null ? null : List.copyOf(fsrsWeights);
    if (fsrsWeights != null) {
      fsrsWeights.forEach(SchedulingSettings::requireFinite);
    }
    learningSteps = List.copyOf(learningSteps);
    relearningSteps = List.copyOf(relearningSteps);
  }

  private static void requireFinite(double number) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("Expected a number, but got " + number);
    }
  }
}
