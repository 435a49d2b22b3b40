package dev.manadeck.command.http;

import dev.manadeck.events.Scheduler;
import dev.manadeck.events.SchedulingSettings;
import dev.manadeck.events.WireNamed;
import dev.manadeck.scheduling.FsrsWeights;
import dev.manadeck.scheduling.Steps;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A deck's scheduling settings; what is not given stays as it is. */
final class SettingsForm {
  private static final Map<String, Scheduler> SCHEDULERS = WireNamed.all(Scheduler.class);
  private static final double LEAST_RETENTION = 0.70;
  private static final double MOST_RETENTION = 0.99;
  private static final int MOST_DAYS = 36_500;
  private static final int MOST_WEIGHTS = 21;
  private static final int MOST_STEPS = 10;
  private static final int LONGEST_STEP = 12;

  private SettingsForm() {}

  static SchedulingSettings read(Form parent, String name, SchedulingSettings before) {
    var form = parent.object(name);
    return form == null ? before : read(form, before);
  }

  /** What is wrong is found at once; what stays as it is, only when the deck is at hand. */
  static @Nullable UnaryOperator<SchedulingSettings> change(Form parent, String name) {
    var form = parent.object(name);
    return form == null ? null : change(form);
  }

  private static SchedulingSettings read(Form form, SchedulingSettings before) {
    return change(form).apply(before);
  }

  private static UnaryOperator<SchedulingSettings> change(Form form) {
    var scheduler = form.choice("scheduler", SCHEDULERS);
    var retention = form.decimal("desiredRetention", LEAST_RETENTION, MOST_RETENTION);
    var maximum = form.number("maximumIntervalDays", 1, MOST_DAYS);
    var hasWeights = form.has("fsrsWeights");
    var weights = weights(form);
    var learningSteps = steps(form, "learningSteps");
    var relearningSteps = steps(form, "relearningSteps");
    var fuzz = form.flag("fuzz");
    return before ->
        new SchedulingSettings(
            given(scheduler, before.scheduler()),
            given(retention, before.desiredRetention()),
            given(maximum, before.maximumIntervalDays()),
            hasWeights ? weights : before.fsrsWeights(),
            given(learningSteps, before.learningSteps()),
            given(relearningSteps, before.relearningSteps()),
            given(fuzz, before.fuzz()));
  }

  private static <T> T given(@Nullable T value, T otherwise) {
    return Optional.ofNullable(value).orElse(otherwise);
  }

  /** Those of older versions of FSRS are migrated: the log holds 21 alone. */
  private static @Nullable List<Double> weights(Form form) {
    var weights = form.decimals("fsrsWeights", MOST_WEIGHTS);
    if (weights == null) {
      return null;
    }
    try {
      return new FsrsWeights(weights).values();
    } catch (IllegalArgumentException e) {
      form.wrong("fsrsWeights", reason(e));
      return null;
    }
  }

  private static @Nullable List<String> steps(Form form, String name) {
    var steps = form.texts(name, MOST_STEPS, LONGEST_STEP);
    for (var i = 0; steps != null && i < steps.size(); i++) {
      try {
        Steps.parse(List.of(steps.get(i)));
      } catch (IllegalArgumentException e) {
        form.wrong("%s/%d".formatted(name, i), reason(e));
      }
    }
    return steps;
  }

  private static String reason(IllegalArgumentException e) {
    return Optional.ofNullable(e.getMessage()).orElse("The value is not acceptable");
  }
}
