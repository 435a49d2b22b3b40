package dev.manadeck.projection.replay;

import dev.manadeck.projection.runtime.LogPartition;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How much of the log is folded, where that is not all of it. */
public sealed interface AsOf {
  /** What was recorded until then. */
  record AtInstant(Instant instant) implements AsOf {}

  /**
   * What stands before these offsets; all of what stands in other partitions.
   *
   * @param offsets by the partition's name, such as {@code reviews-0}
   */
  record AtOffsets(SortedMap<String, Long> offsets) implements AsOf {
    public static AtOffsets of(Map<String, Long> offsets) {
      return new AtOffsets(new TreeMap<>(offsets));
    }

    SortedMap<LogPartition, Long> within(SortedMap<LogPartition, Long> ends) {
      var within = new TreeMap<>(ends);
      within.replaceAll(
          (partition, end) -> Math.min(end, offsets.getOrDefault(partition.toString(), end)));
      return within;
    }
  }
}
