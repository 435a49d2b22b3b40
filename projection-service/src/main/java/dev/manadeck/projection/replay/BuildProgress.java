package dev.manadeck.projection.replay;

import dev.manadeck.projection.replay.PlanStore.Slice;
import dev.manadeck.projection.runtime.LogPartition;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * How much of the log is folded: a slice of a quarter of the hashes, read to its end, counts as a
 * quarter of its partition. Safe for use by several threads.
 */
final class BuildProgress {
  private final Map<Integer, Long> offsets = new HashMap<>();
  private final Map<Slice, Double> underWay = new HashMap<>();
  private double finished;

  synchronized void begin(Map<LogPartition, Long> targets, Collection<Slice> loaded) {
    targets.forEach((partition, end) -> offsets.merge(partition.number(), end, Long::sum));
    loaded.forEach(this::finished);
  }

  synchronized void read(Slice slice, long offsetsRead) {
    underWay.put(slice, slice.range().share() * offsetsRead);
  }

  /** To be folded in parts, from the start. */
  synchronized void givenUp(Slice slice) {
    underWay.remove(slice);
  }

  synchronized void finished(Slice slice) {
    underWay.remove(slice);
    finished += slice.range().share() * offsets.getOrDefault(slice.partition(), 0L);
  }

  synchronized long done() {
    double all = finished;
    for (double part : underWay.values()) {
      all += part;
    }
    return Math.round(all);
  }
}
