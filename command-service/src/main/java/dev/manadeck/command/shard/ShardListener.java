package dev.manadeck.command.shard;

import java.time.Duration;

/**
 * Told of what a shard does, for logs and metrics. Called by the shard's thread; must neither block
 * nor throw.
 */
public interface ShardListener {
  void phaseChanged(int shard, ShardPhase phase, Duration took);

  void restored(int shard, long facts, Duration took);

  void committed(int shard, int commands, int facts, Duration took);

  void broken(int shard, RuntimeException cause);
}
