package dev.manadeck.scheduling;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** The short delays that a card goes through before its intervals are counted in days. */
public record Steps(List<Duration> delays) {
  static final int NONE = -1;

  private static final Pattern TEXT = Pattern.compile("([0-9]{1,9})([smhd])");
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(36_500);
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  public Steps {
    delays = List.copyOf(delays);
    for (Duration delay : delays) {
      if (delay.compareTo(SHORTEST) < 0 || delay.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(
            "Expected a step of 1 second to %d days, but got %s"
                .formatted(LONGEST.toDays(), delay));
      }
    }
  }

  /** Reads steps such as {@code 30s}, {@code 10m}, {@code 1h} and {@code 2d}. */
  public static Steps parse(List<String> texts) {
    return new Steps(texts.stream().map(Steps::parseDelay).toList());
  }

  private static Duration parseDelay(String text) {
    var parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "Expected a step such as \"30s\", \"10m\", \"1h\" or \"2d\", but got \"%s\""
              .formatted(text));
    }
    long amount = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  /** The step that a grade leads to from a step, or {@link #NONE} where it graduates. */
  int next(int step, Grade grade) {
    return switch (grade) {
      case AGAIN -> ifAny(0);
      case HARD -> ifAny(step);
      case GOOD -> ifAny(step + 1);
      case EASY -> NONE;
    };
  }

  private int ifAny(int step) {
    return step < delays.size() ? step : NONE;
  }

  /** The delay after a grade that led to a step. */
  long delayMillis(int step, Grade grade) {
    return grade == Grade.HARD && step == 0 ? repeatedFirstStep() : millis(step);
  }

  private long repeatedFirstStep() {
    long first = millis(0);
    return delays.size() == 1
        ? StrictMath.min(first + first / 2, first + DAY_MILLIS)
        : (first + millis(1)) / 2;
  }

  private long millis(int step) {
    return delays.get(step).toMillis();
  }
}
