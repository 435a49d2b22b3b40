package dev.manadeck.command.shard;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * What this node knows of whether the shard is its own. A node that was frozen, or cut off, learns
 * late that it is not: until then only what the log or the group said lately is to be believed.
 * Confined to the shard's thread.
 */
final class Ownership {
  private final BooleanSupplier group;
  private final LongSupplier nanoTime;
  private final long holdsNanos;
  private long knownAt;

  /**
   * Just assigned.
   *
   * @param group asks it whether the shard is still this node's
   * @param holds for how long nobody else can own the shard after it was known to be this node's
   */
  Ownership(BooleanSupplier group, LongSupplier nanoTime, Duration holds) {
    this.group = group;
    this.nanoTime = nanoTime;
    this.holdsNanos = holds.toNanos();
    this.knownAt = nanoTime.getAsLong();
  }

  /** Asks the group. */
  boolean isConfirmed() {
    var asked = nanoTime.getAsLong();
    var isOwned = group.getAsBoolean();
    if (isOwned) {
      knownAt = asked;
    }
    return isOwned;
  }

  /** Asks the group only if it is some time since anything was known. */
  boolean isSure() {
    return nanoTime.getAsLong() - knownAt < holdsNanos || isConfirmed();
  }

  /** The log lets nobody append who was shut out. */
  void confirmBy(Runnable appending) {
    var begun = nanoTime.getAsLong();
    appending.run();
    knownAt = begun;
  }
}
