package dev.manadeck.command.kafka;

import dev.manadeck.command.shard.ShardLimits;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param advertisedUrl where other nodes reach this one
 * @param sessionTimeout after which a silent node's shards go to another
 */
@ConfigurationProperties("manadeck.command")
record ShardSettings(
    URI advertisedUrl,
    @DefaultValue("6s") Duration sessionTimeout,
    @DefaultValue("10000") int queueCapacity,
    @DefaultValue("1000") int batchSize,
    @DefaultValue("5s") Duration handOver) {
  ShardSettings {
    Objects.requireNonNull(advertisedUrl, "Expected manadeck.command.advertised-url");
    if (queueCapacity < 1 || batchSize < 1) {
      throw new IllegalArgumentException(
          "Expected manadeck.command.queue-capacity and batch-size of 1 or more, but got %d and %d"
              .formatted(queueCapacity, batchSize));
    }
  }

  ShardLimits limits() {
    return new ShardLimits(queueCapacity, batchSize, handOver);
  }
}
