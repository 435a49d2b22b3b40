package dev.manadeck.projection.log;

import dev.manadeck.projection.runtime.LogPartition;
import java.util.SortedSet;

/** The log does not hold any more what must be read; nothing can be built from it. */
public final class LogTruncatedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LogTruncatedException(SortedSet<LogPartition> partitions) {
    super(messageOf(partitions));
  }

  public static String messageOf(SortedSet<LogPartition> partitions) {
    return "The log does not hold all events any more: the beginning of %s was deleted"
        .formatted(partitions);
  }
}
