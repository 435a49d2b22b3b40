package dev.manadeck.command.recent;

import dev.manadeck.command.snapshot.PartReader;
import dev.manadeck.command.snapshot.PartWriter;
import java.time.Duration;
import java.time.Instant;

/**
 * The time by which a memory forgets: that of its newest fact, but all facts of one moment, such as
 * those of one command, move it by an hour at most. Thus one command by a clock that is far ahead
 * makes no memory forget what it holds.
 */
public final class LogClock {
  private static final long LONGEST_STEP = Duration.ofHours(1).toSeconds();
  private static final long NEVER = Long.MIN_VALUE;

  private long now = NEVER;
  private long lastFact = NEVER;

  public void advanceTo(Instant fact) {
    var when = fact.getEpochSecond();
    if (!hasBegun()) {
      now = when;
    } else if (when > now && when != lastFact) {
      now = Math.min(when, now + LONGEST_STEP);
    }
    lastFact = when;
  }

  public boolean hasBegun() {
    return now != NEVER;
  }

  /** Of a clock that has begun. */
  public long epochSecond() {
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
