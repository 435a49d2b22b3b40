package dev.manadeck.projection.freshness;

import dev.manadeck.events.Topic;
import dev.manadeck.projection.live.LiveProgress;
import dev.manadeck.projection.runtime.LogPartition;
import dev.manadeck.projection.runtime.Positions;
import dev.manadeck.projection.runtime.Projection;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Waits until tables have come as far as a token asks. What counts is what the database says; what
 * the workers of this process report only tells when to look.
 */
final class FreshReads {
  private final Map<String, Projection> projections;
  private final Positions positions;
  private final LiveProgress progress;
  private final FreshnessProperties properties;

  FreshReads(
      List<Projection> projections,
      Positions positions,
      LiveProgress progress,
      FreshnessProperties properties) {
    this.projections =
        projections.stream().collect(Collectors.toMap(Projection::name, Function.identity()));
    this.positions = positions;
    this.progress = progress;
    this.properties = properties;
  }

  /** False if the tables of these projections have not come so far in time. */
  boolean await(ConsistencyToken token, Collection<String> names) throws InterruptedException {
    var wanted =
        names.stream().collect(Collectors.toMap(Function.identity(), name -> wanted(token, name)));
    wanted.values().removeIf(Map::isEmpty);
    long deadline = System.nanoTime() + properties.maxWait().toNanos();
    while (true) {
      long seen = progress.moveCount();
      if (wanted.isEmpty() || isReached(wanted)) {
        return true;
      }
      var left = Duration.ofNanos(deadline - System.nanoTime());
      if (!left.isPositive()) {
        return false;
      }
      var wait = left.compareTo(properties.lookAgain()) < 0 ? left : properties.lookAgain();
      progress.awaitMove(seen, wanted, wait);
    }
  }

  private SortedMap<LogPartition, Long> wanted(ConsistencyToken token, String name) {
    var projection = projections.get(name);
    if (projection == null) {
      throw new IllegalStateException("There is no projection " + name);
    }
    Set<Topic> topics = projection.topics();
    var wanted = new TreeMap<LogPartition, Long>();
    token
        .wanted()
        .forEach(
            (partition, offset) -> {
              if (topics.contains(partition.topic())) {
                wanted.put(partition, offset);
              }
            });
    return wanted;
  }

  private boolean isReached(Map<String, SortedMap<LogPartition, Long>> wanted) {
    var live = positions.live(wanted.keySet());
    return wanted.entrySet().stream()
        .allMatch(entry -> isReached(entry.getValue(), live.getOrDefault(entry.getKey(), NOWHERE)));
  }

  private static final SortedMap<LogPartition, Long> NOWHERE = new TreeMap<>();

  private static boolean isReached(
      Map<LogPartition, Long> wanted, Map<LogPartition, Long> nextOffsets) {
    return wanted.entrySet().stream()
        .allMatch(entry -> nextOffsets.getOrDefault(entry.getKey(), 0L) >= entry.getValue());
  }
}
