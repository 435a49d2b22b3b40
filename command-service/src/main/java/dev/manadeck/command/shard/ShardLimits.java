package dev.manadeck.command.shard;

import java.time.Duration;

/**
 * @param queueCapacity commands that may wait for a shard
 * @param batchSize commands, or facts of theirs, after which a transaction takes no more commands
 * @param handOver how long a shard may take to let go
 */
public record ShardLimits(int queueCapacity, int batchSize, Duration handOver) {}
