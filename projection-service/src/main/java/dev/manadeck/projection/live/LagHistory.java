package dev.manadeck.projection.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How far one partition's position is behind the log, from samples of both. Single-threaded.
 *
 * <p>The lag in time is the age of the oldest sample in which the log was already longer than the
 * position is now.
 */
final class LagHistory {
  private static final int MOST_SAMPLES = 4_096;

  private final Deque<Sample> ahead = new ArrayDeque<>();
  private long next = -1;
  private long end;
  private Instant sampledAt = Instant.EPOCH;
  private Instant lastMovedAt = Instant.EPOCH;

  private record Sample(Instant at, long end) {}

  void sample(Instant now, long nextOffset, long endOffset) {
    if (nextOffset != next || nextOffset >= endOffset) {
      lastMovedAt = now;
    }
    next = nextOffset;
    end = endOffset;
    sampledAt = now;
    while (!ahead.isEmpty() && ahead.getFirst().end() <= next) {
      ahead.removeFirst();
    }
    if (end > next && (ahead.isEmpty() || ahead.getLast().end() < end)) {
      if (ahead.size() == MOST_SAMPLES) {
        ahead.removeLast();
      }
      ahead.addLast(new Sample(now, end));
    }
  }

  long nextOffset() {
    return next;
  }

  long endOffset() {
    return end;
  }

  long events() {
    return Math.max(0, end - next);
  }

  Duration time() {
    return ahead.isEmpty() ? Duration.ZERO : Duration.between(ahead.getFirst().at(), sampledAt);
  }

  boolean movedLately() {
    return lastMovedAt.equals(sampledAt);
  }

  /** For how long there has been something to do and nothing was done. */
  Duration standstill() {
    return events() == 0 ? Duration.ZERO : Duration.between(lastMovedAt, sampledAt);
  }
}
