package dev.manadeck.embedded;

/** What an acknowledged write survives. */
public enum Durability {
  /** The loss of power: a write is flushed to the disk before it is acknowledged. */
  POWER_LOSS,
  /**
   * The death of the server, but not of the machine: a write may still be in the page cache. A
   * broker's stays there for a second at most.
   */
  PROCESS_LOSS
}
