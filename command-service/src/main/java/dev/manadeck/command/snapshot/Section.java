package dev.manadeck.command.snapshot;

import dev.manadeck.command.shard.SnapshotWriter;

/** Some of a machine's state, in parts whose keys begin with the section's name. */
public interface Section {
  /** Without a slash: that is what ends it in a key. */
  String name();

  /** How many there are, changed or not. */
  int parts();

  /**
   * Gives the changed parts, for as long as there is room.
   *
   * @return whether all were given
   */
  boolean writeChanged(SnapshotWriter out);

  /**
   * Called in the order of the keys, before anything else changes.
   *
   * @param key without the section's name
   */
  void restore(String key, PartReader content);
}
