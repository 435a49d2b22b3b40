package dev.manadeck.command.shard;

import java.time.Duration;

/**
 * @param queueCapacity commands that may wait for a shard
 * @param queueBytes that they may hold, all together
 * @param batchSize commands, or facts of theirs, after which a transaction takes no more commands
 * @param pace a shard begins no two transactions within this time, unless one's fill of commands
 *     waits: fewer, fuller transactions serve more clients
 * @param snapshotEvery facts after which a snapshot is taken
 * @param handOver how long a shard may take to let go
 * @param ownershipHolds for how long a shard that was known to be this node's cannot be another's
 */
public record ShardLimits(
    int queueCapacity,
    long queueBytes,
    int batchSize,
    Duration pace,
    long snapshotEvery,
    Duration handOver,
    Duration ownershipHolds) {}
