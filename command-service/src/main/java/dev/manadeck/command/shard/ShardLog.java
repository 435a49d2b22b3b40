package dev.manadeck.command.shard;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One shard's part of the log, as its owner sees it. Used by the shard's thread alone. Every method
 * may throw; the shard then closes this log and opens a new one, which finds out what really
 * happened.
 */
public interface ShardLog<F> extends AutoCloseable {
  /**
   * Shuts out every earlier owner: after the return nothing of theirs can be appended any more, and
   * what they had open is committed or aborted.
   */
  void fence();

  /**
   * The newest snapshot. Must be whole, of this format, and of the facts that the log holds now;
   * empty if there is none such.
   */
  Optional<Snapshot> snapshot(String format);

  /**
   * Gives every committed fact up to the end as it stands now, in each topic's order.
   *
   * @param behind what to read on from; all is read if absent
   */
  void read(@Nullable Snapshot behind, FactReader<F> reader);

  Transaction<F> begin();

  SnapshotTransaction beginSnapshot();

  /** Lets go of everything at once; an open transaction is left to be fenced. */
  @Override
  void close();

  @FunctionalInterface
  interface FactReader<F> {
    void accept(F fact, Location location);
  }

  /** Facts that become readable together or not at all. */
  interface Transaction<F> {
    Location append(F fact);

    /** After the return the facts are in the log for good, and their locations are resolved. */
    void commit();
  }

  /**
   * Parts that replace those of an earlier snapshot, together or not at all. A snapshot may take
   * several transactions; from the first to the last of them there is no snapshot.
   */
  interface SnapshotTransaction extends SnapshotWriter {
    /**
     * All parts are written: with this transaction, they are a snapshot of all facts that were read
     * or appended so far.
     *
     * @param parts how many there are of them, those of earlier transactions included
     */
    void complete(String format, int parts);

    void commit();
  }
}
