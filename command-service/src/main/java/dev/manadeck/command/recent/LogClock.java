package dev.manadeck.command.recent;

import dev.manadeck.command.snapshot.PartReader;
import dev.manadeck.command.snapshot.PartWriter;
import java.time.Duration;

/**
 * The time by which a memory forgets: that of the facts, but one that is far ahead moves it by an
 * hour alone, and so do all facts of the same moment together. So a command of a clock that is
 * wrong does not make a memory forget what it holds.
 */
public final class LogClock {
  private static final long LONGEST_STEP = Duration.ofHours(1).toSeconds();
  private static final long NEVER = Long.MIN_VALUE;

  private long now = NEVER;
  private long lastFact = NEVER;

  /**
   * @param when in seconds
   */
  public void advanceTo(long when) {
    if (now == NEVER) {
      now = when;
    } else if (when > now && when != lastFact) {
      now = Math.min(when, now + LONGEST_STEP);
    }
    lastFact = when;
  }

  /** In seconds; of no meaning before the first fact. */
  public long now() {
    return now;
  }

  public void write(PartWriter content) {
    content.number(now).number(lastFact);
  }

  public void restore(PartReader content) {
    now = content.number();
    lastFact = content.number();
  }
}
