package dev.manadeck.command.shard;

import java.time.Duration;

/**
 * Told of what a shard does, for logs and metrics. Called by the shard's thread; must neither block
 * nor throw.
 */
public interface ShardListener {
  void phaseChanged(int shard, ShardPhase phase, Duration took);

  void restored(int shard, Restoration restoration);

  void committed(int shard, int commands, int facts, Duration took);

  /**
   * @param took for how long commands had to wait for it, all its transactions together
   */
  void snapshotTaken(int shard, int changedParts, Duration took);

  /** It could not be read, or not be taken at the end: facts are read instead. */
  void snapshotFailed(int shard, RuntimeException cause);

  void broken(int shard, RuntimeException cause);
}
