package dev.manadeck.projection.runtime;

import dev.manadeck.events.Sequenced;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedSet;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The SQL of what one projector folds, in one table or more. All methods run inside a transaction;
 * for a batch they must take a number of statements that does not grow with it, and must touch rows
 * in the order of their keys, so that workers who share rows do not deadlock.
 *
 * <p>A table of sums, whose rows events of several partitions change, reads nothing: what is folded
 * then is the batch's change, and {@code save} adds it.
 */
public interface RowStore<K extends Comparable<K>, R> {
  List<Table<?>> tables();

  /**
   * The rows as they stand before the batch.
   *
   * @param touched the keys, in their order, with the batch's events, for stores that must read
   *     more of a row's past for some events than for others
   */
  Map<K, R> read(JdbcClient db, Generation generation, SequencedMap<K, List<Sequenced>> touched);

  /**
   * Writes rows that are new or changed.
   *
   * @param changed in the order of their keys
   */
  void save(JdbcClient db, Generation generation, List<Map.Entry<K, R>> changed);

  /**
   * Writes rows that {@code read} did not find.
   *
   * @param created in the order of their keys
   */
  default void insert(JdbcClient db, Generation generation, List<Map.Entry<K, R>> created) {
    save(db, generation, created);
  }

  /** Removes rows that are no more; only for tables whose projector ever folds to null. */
  default void remove(JdbcClient db, Generation generation, SortedSet<K> removed) {
    throw new UnsupportedOperationException("Rows of this table are never removed");
  }

  /**
   * Writes rows that were folded from nothing, by all events there are of their keys; of a table
   * that is shared, by all that this load has.
   */
  void load(GenerationLoad load, Map<K, R> rows);
}
