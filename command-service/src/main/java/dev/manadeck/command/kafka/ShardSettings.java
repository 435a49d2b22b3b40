package dev.manadeck.command.kafka;

import dev.manadeck.command.recent.RecentMemory;
import dev.manadeck.command.settings.ServerUrl;
import dev.manadeck.command.shard.ShardLimits;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param advertisedUrl where other nodes reach this one
 * @param queueCapacity commands that may wait for a shard
 * @param queueSize that they may hold, all together
 * @param pace between the beginnings of two transactions of a shard, unless many commands wait
 * @param snapshotEvery facts after which a shard takes a snapshot
 * @param recentSize what the shards may hold of commands and reviews of late, all together; half of
 *     the heap if absent
 * @param sessionTimeout after which a silent node's shards go to another
 */
@ConfigurationProperties("manadeck.command")
record ShardSettings(
    URI advertisedUrl,
    @DefaultValue("6s") Duration sessionTimeout,
    @DefaultValue("10000") int queueCapacity,
    @DefaultValue("32MB") DataSize queueSize,
    @DefaultValue("1000") int batchSize,
    @DefaultValue("4ms") Duration pace,
    @DefaultValue("20000") long snapshotEvery,
    @Nullable DataSize recentSize,
    @DefaultValue("5s") Duration handOver) {
  ShardSettings {
    Objects.requireNonNull(advertisedUrl, "Expected manadeck.command.advertised-url");
    ServerUrl.require("manadeck.command.advertised-url", "http://127.0.0.1:8081", advertisedUrl);
    requirePositive("queue-capacity", queueCapacity);
    requirePositive("queue-size", queueSize.toBytes());
    requirePositive("batch-size", batchSize);
    requirePositive("snapshot-every", snapshotEvery);
    requirePositive("recent-size", recentBytes(recentSize));
    requirePositive("session-timeout", sessionTimeout.toMillis());
    requirePositive("hand-over", handOver.toMillis());
  }

  private static void requirePositive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "Expected manadeck.command.%s of 1 or more, but got %d".formatted(name, value));
    }
  }

  /** Of one shard: the same, however many of them are this node's. */
  RecentMemory recentMemory(int shards) {
    return new RecentMemory(recentBytes(recentSize) / shards);
  }

  private static long recentBytes(@Nullable DataSize size) {
    return size == null ? Runtime.getRuntime().maxMemory() / 2 : size.toBytes();
  }

  /** A node's last heartbeat may be older than its last commit, hence the half. */
  ShardLimits limits() {
    return new ShardLimits(
        queueCapacity,
        queueSize.toBytes(),
        batchSize,
        pace,
        snapshotEvery,
        handOver,
        sessionTimeout.dividedBy(2));
  }
}
