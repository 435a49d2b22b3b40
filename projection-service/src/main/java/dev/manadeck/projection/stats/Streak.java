package dev.manadeck.projection.stats;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A learner's last study days without a gap.
 *
 * @param first absent exactly if {@code last} is
 */
record Streak(@Nullable LocalDate first, @Nullable LocalDate last) {

  /** Runs on as long as yesterday was studied. Whoever has travelled may have studied tomorrow. */
  long days(LocalDate today) {
    return first == null || last == null || last.isBefore(today.minusDays(1))
        ? 0
        : ChronoUnit.DAYS.between(first, last) + 1;
  }
}
