package dev.manadeck.projection.live;

import dev.manadeck.projection.runtime.LogPartition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the workers of this process have done and what stops them; written by them, read by queries,
 * health and metrics. Safe for use by several threads.
 */
public final class LiveProgress {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Map<Place, Instant> lastApplied = new ConcurrentHashMap<>();
  private final Map<Place, Long> nextOffsets = new ConcurrentHashMap<>();
  private final Map<Obstacle, String> obstacles = new ConcurrentHashMap<>();
  private final Object moved = new Object();
  private long moveCount;

  private record Place(String projection, LogPartition partition) {}

  /** Who is stopped: a worker by its name, or a partition by its. */
  private record Obstacle(String projection, String who) {}

  void applied(
      String projection, Map<LogPartition, Long> next, Map<LogPartition, Instant> recordedAt) {
    next.forEach((partition, offset) -> nextOffsets.put(new Place(projection, partition), offset));
    recordedAt.forEach(
        (partition, instant) -> lastApplied.put(new Place(projection, partition), instant));
    synchronized (moved) {
      moveCount++;
      moved.notifyAll();
    }
  }

  /** Another worker, perhaps of another process, moves these on. */
  void gaveUp(String projection, Collection<LogPartition> partitions) {
    partitions.forEach(
        partition -> {
          lastApplied.remove(new Place(projection, partition));
          goesOn(projection, partition.toString());
        });
  }

  void stopped(String projection, String who, String reason) {
    obstacles.put(new Obstacle(projection, who), reason);
  }

  void goesOn(String projection, String who) {
    obstacles.remove(new Obstacle(projection, who));
  }

  /** Why the projection's workers here do not go on, each reason once. */
  List<String> obstacles(String projection) {
    var reasons = new ArrayList<String>();
    obstacles.forEach(
        (obstacle, reason) -> {
          if (obstacle.projection().equals(projection) && !reasons.contains(reason)) {
            reasons.add(reason);
          }
        });
    return reasons;
  }

  /** When the last event that was applied here was recorded. */
  Optional<Instant> lastApplied(String projection, LogPartition partition) {
    return Optional.ofNullable(lastApplied.get(new Place(projection, partition)));
  }

  /** Changes with every commit of a worker here. */
  public long moveCount() {
    synchronized (moved) {
      return moveCount;
    }
  }

  /**
   * Waits until workers here have come that far since {@code seen}, or the time is over. No more
   * than a hint: other processes move positions too, and an operator may take one back.
   */
  public void awaitMove(
      long seen, Map<String, ? extends Map<LogPartition, Long>> wanted, Duration most)
      throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    synchronized (moved) {
      for (long left = most.toNanos();
          left > 0 && (moveCount == seen || !isReached(wanted));
          left = end - System.nanoTime()) {
        moved.wait(left / NANOS_PER_MILLI, (int) (left % NANOS_PER_MILLI));
      }
    }
  }

  private boolean isReached(Map<String, ? extends Map<LogPartition, Long>> wanted) {
    return wanted.entrySet().stream()
        .allMatch(
            projection ->
                projection.getValue().entrySet().stream()
                    .allMatch(
                        entry ->
                            nextOffsets.getOrDefault(
                                    new Place(projection.getKey(), entry.getKey()), 0L)
                                >= entry.getValue()));
  }
}
