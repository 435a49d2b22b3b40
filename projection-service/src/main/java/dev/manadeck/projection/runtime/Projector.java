package dev.manadeck.projection.runtime;

import dev.manadeck.events.Sequenced;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pure fold of one table: no clock, no chance, nothing but the row and the event. The first two
 * methods may be called more than once for an event, and an exception of either parks it.
 */
public interface Projector<K extends Comparable<K>, R> {
  /** The rows that the event touches; none if the table has no use for it. */
  Set<K> keys(Sequenced sequenced);

  /**
   * The row after the event; must be {@code before} itself if the event has no effect on it.
   *
   * @param before null if there is no such row
   * @return null if there is no such row any more
   */
  @Nullable R fold(K key, @Nullable R before, Sequenced sequenced);

  /**
   * More or less what the row keeps of an event while it is held in memory: of most no word.
   *
   * @param recordSize bytes that the event has in the log
   */
  default int heldBytes(Sequenced sequenced, int recordSize) {
    return BulkFold.BYTES_OF_EVENT;
  }
}
