package dev.manadeck.projection.runtime;

import dev.manadeck.events.Topic;
import java.util.Comparator;

/** A partition of one of the topics. */
public record LogPartition(Topic topic, int number) implements Comparable<LogPartition> {
  private static final Comparator<LogPartition> ORDER =
      Comparator.comparing(LogPartition::topic).thenComparingInt(LogPartition::number);

  @Override
  public int compareTo(LogPartition other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return topic.shortName() + "-" + number;
  }
}
