package dev.manadeck.projection.runtime;

import java.util.List;
import java.util.SortedSet;

/** The batch's position is not where the worker left it: somebody else holds the partition now. */
public final class PartitionsLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // An exception of this kind never leaves the process.
  private final List<LogPartition> partitions;

  public PartitionsLostException(String projection, SortedSet<LogPartition> partitions) {
    super("Projection %s does not hold %s any more".formatted(projection, partitions));
    this.partitions = List.copyOf(partitions);
  }

  public List<LogPartition> partitions() {
    return partitions;
  }
}
