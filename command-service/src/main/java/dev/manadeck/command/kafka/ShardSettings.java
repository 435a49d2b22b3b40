package dev.manadeck.command.kafka;

import dev.manadeck.command.shard.ShardLimits;
import java.net.URI;
import java.time.Duration;
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
  ShardLimits limits() {
    return new ShardLimits(queueCapacity, batchSize, handOver);
  }
}
