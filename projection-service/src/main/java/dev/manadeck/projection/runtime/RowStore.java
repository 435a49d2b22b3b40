package dev.manadeck.projection.runtime;

import dev.manadeck.events.Recorded;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The SQL of one table. All methods run inside the batch's transaction, must take a number of
 * statements that does not grow with the batch, and must touch rows in the order of their keys, so
 * that workers who share rows do not deadlock.
 *
 * <p>A table of sums, whose rows events of several partitions change, loads nothing: what is folded
 * then is the batch's change, and {@code save} adds it.
 */
public interface RowStore<K extends Comparable<K>, R> {
  /**
   * The rows as they stand before the batch.
   *
   * @param touched the keys with the batch's events, for stores that must read more of a row's past
   *     for some events than for others
   */
  Map<K, R> load(JdbcClient db, Generation generation, SortedMap<K, List<Recorded>> touched);

  /** Writes rows that are new or changed. */
  void save(JdbcClient db, Generation generation, SortedMap<K, R> changed);

  /** Removes rows that are no more; only for tables whose projector ever folds to null. */
  default void remove(JdbcClient db, Generation generation, SortedSet<K> removed) {
    throw new UnsupportedOperationException("Rows of this table are never removed");
  }
}
