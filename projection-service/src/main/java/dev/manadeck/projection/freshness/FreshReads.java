package dev.manadeck.projection.freshness;

import dev.manadeck.events.Topic;
import dev.manadeck.projection.live.LiveProgress;
import dev.manadeck.projection.runtime.LogPartition;
import dev.manadeck.projection.runtime.Positions;
import dev.manadeck.projection.runtime.Projections;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Waits until tables have come as far as a token asks. */
final class FreshReads {
  private final Projections projections;
  private final PositionWatch watch;
  private final Duration maxWait;

  FreshReads(
      Projections projections,
      Positions positions,
      LiveProgress progress,
      FreshnessProperties properties) {
    this.projections = projections;
    watch = new PositionWatch(projections.names(), positions, progress, properties.lookAgain());
    maxWait = properties.maxWait();
  }

  /** False if the tables of these projections have not come so far in time. */
  boolean await(ConsistencyToken token, Collection<String> names) throws InterruptedException {
    var wanted =
        names.stream().collect(Collectors.toMap(Function.identity(), name -> wanted(token, name)));
    wanted.values().removeIf(Map::isEmpty);
    return wanted.isEmpty() || watch.await(wanted, maxWait);
  }

  private SortedMap<LogPartition, Long> wanted(ConsistencyToken token, String name) {
    Set<Topic> topics = projections.get(name).topics();
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
}
