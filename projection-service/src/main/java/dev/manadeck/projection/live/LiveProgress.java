package dev.manadeck.projection.live;

import dev.manadeck.projection.runtime.LogPartition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the workers of this process have done and what stops them; written by them, read by queries,
 * health and metrics. Safe for use by several threads.
 */
public final class LiveProgress {
  private final Map<Place, Instant> lastApplied = new ConcurrentHashMap<>();
  private final Map<Place, Long> nextOffsets = new ConcurrentHashMap<>();
  private final Map<Obstacle, String> obstacles = new ConcurrentHashMap<>();
  private final AtomicLong moveCount = new AtomicLong();
  private final Collection<Runnable> afterMove = new CopyOnWriteArrayList<>();

  private record Place(String projection, LogPartition partition) {}

  /** Who is stopped: a worker, its consumer or a partition, by its name. */
  private record Obstacle(String projection, String who) {}

  void applied(
      String projection, Map<LogPartition, Long> next, Map<LogPartition, Instant> recordedAt) {
    next.forEach((partition, offset) -> nextOffsets.put(new Place(projection, partition), offset));
    recordedAt.forEach(
        (partition, instant) -> lastApplied.put(new Place(projection, partition), instant));
    moveCount.incrementAndGet();
    afterMove.forEach(Runnable::run);
  }

  /** Another worker, perhaps of another process, moves these on. */
  void gaveUp(String projection, Collection<LogPartition> partitions) {
    partitions.forEach(
        partition -> {
          var place = new Place(projection, partition);
          lastApplied.remove(place);
          nextOffsets.remove(place);
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

  /** Counts the commits of the workers here. */
  public long moveCount() {
    return moveCount.get();
  }

  /** Runs the action on the worker's thread after each of its commits. */
  public void afterEachMove(Runnable action) {
    afterMove.add(action);
  }

  /** How workers here stand to positions. */
  public enum Standing {
    REACHED,
    BEHIND,
    /** They hold no such partition. */
    UNKNOWN
  }

  /**
   * How the workers here stand to these positions. No more than a hint: other processes move
   * positions too, and an operator may take one back.
   *
   * @param wanted for each projection and partition the first offset that need not be applied
   */
  public Standing standing(Map<String, ? extends Map<LogPartition, Long>> wanted) {
    var standing = Standing.REACHED;
    for (var projection : wanted.entrySet()) {
      for (var partition : projection.getValue().entrySet()) {
        var next = nextOffsets.get(new Place(projection.getKey(), partition.getKey()));
        if (next == null) {
          return Standing.UNKNOWN;
        }
        if (next < partition.getValue()) {
          standing = Standing.BEHIND;
        }
      }
    }
    return standing;
  }
}
