package dev.manadeck.command.shard;

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

  /** Gives every committed fact up to the end as it stands now, in each topic's order. */
  void read(FactReader<F> reader);

  Transaction<F> begin();

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
}
