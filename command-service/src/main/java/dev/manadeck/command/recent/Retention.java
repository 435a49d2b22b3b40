package dev.manadeck.command.recent;

import java.time.Duration;

/**
 * How long something is remembered: for this time, or until there are more of it than fit, of which
 * the oldest are then forgotten before their time.
 */
public record Retention(Duration time, long bytes) {
  public Retention {
    if (time.toSeconds() < 1 || bytes < 1) {
      throw new IllegalArgumentException(
          "Expected to remember something, but got %s and %d bytes".formatted(time, bytes));
    }
  }

  long entries(int bytesEach) {
    return Math.max(1, bytes / bytesEach);
  }
}
