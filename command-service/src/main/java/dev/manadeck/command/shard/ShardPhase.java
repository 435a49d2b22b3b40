package dev.manadeck.command.shard;

/** Where a shard stands between its assignment to this node and its end. */
public enum ShardPhase {
  /** Shuts out the earlier owner. */
  FENCING,
  /** Folds what the log holds. */
  RESTORING,
  /** Takes commands. */
  OPEN,
  /** Something went wrong with the log; it will be opened anew. */
  BROKEN,
  CLOSED
}
