package dev.manadeck.command.recent;

import java.time.Duration;

/**
 * What a shard may hold of what was done lately: however much that is, the node must live. Each
 * table has a share that is fixed, for what it forgets must not depend on facts of other topics.
 *
 * @param bytes of all tables together
 */
public record RecentMemory(long bytes) {
  private static final int SHARES = 16;

  /**
   * @param shares sixteenths of this memory
   */
  public Retention retention(Duration time, int shares) {
    return new Retention(time, Math.max(1, bytes / SHARES * shares));
  }
}
