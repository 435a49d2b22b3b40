package dev.manadeck.projection.freshness;

import dev.manadeck.projection.live.LiveProgress;
import dev.manadeck.projection.runtime.LogPartition;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** One query that waits for positions. All but its answer is guarded by the watch's lock. */
final class PositionWaiter {
  private static final SortedMap<LogPartition, Long> NOWHERE = new TreeMap<>();

  private final Map<String, SortedMap<LogPartition, Long>> wanted;
  private final long endNanos;
  private final CompletableFuture<Boolean> answer = new CompletableFuture<>();
  private long nextLookNanos;
  private long movesAtLastLook;
  private boolean isLookedFor;

  /**
   * @param wanted for each projection and partition the first offset that need not be applied
   */
  PositionWaiter(
      Map<String, SortedMap<LogPartition, Long>> wanted,
      long nowNanos,
      Duration lookAgain,
      Duration most) {
    this.wanted = wanted;
    endNanos = nowNanos + most.toNanos();
    nextLookNanos = nowNanos + lookAgain.toNanos();
  }

  /** Whether the positions are there; false when the time is over. */
  CompletableFuture<Boolean> answer() {
    return answer;
  }

  /**
   * Positions that workers of this process hold need a look only once they are there. Of others
   * nothing is known but what is looked up.
   */
  boolean isDue(LiveProgress progress, long nowNanos) {
    return nanosToNextLook(nowNanos) <= 0
        || switch (progress.standing(wanted)) {
          case BEHIND -> false;
          case REACHED -> !isLookedFor || progress.moveCount() != movesAtLastLook;
          case UNKNOWN -> !isLookedFor;
        };
  }

  long nanosToNextLook(long nowNanos) {
    return Math.min(nextLookNanos - nowNanos, endNanos - nowNanos);
  }

  void beginLook(long moveCount, long nextLookNanos) {
    isLookedFor = true;
    movesAtLastLook = moveCount;
    this.nextLookNanos = nextLookNanos;
  }

  /** Answers if the positions were found to be there, or the time is over. */
  boolean isAnswered(Map<String, SortedMap<LogPartition, Long>> found, long nowNanos) {
    if (!isLookedFor) {
      return false;
    }
    boolean isReached =
        wanted.entrySet().stream()
            .allMatch(
                entry -> isReached(entry.getValue(), found.getOrDefault(entry.getKey(), NOWHERE)));
    return (isReached || nowNanos - endNanos >= 0) && answer.complete(isReached);
  }

  private static boolean isReached(
      Map<LogPartition, Long> wanted, Map<LogPartition, Long> nextOffsets) {
    return wanted.entrySet().stream()
        .allMatch(entry -> nextOffsets.getOrDefault(entry.getKey(), 0L) >= entry.getValue());
  }
}
