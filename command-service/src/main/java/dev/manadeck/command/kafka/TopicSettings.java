package dev.manadeck.command.kafka;

import dev.manadeck.events.TopicNames;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param partitions the number of shards; set once, when the topics are created
 * @param replicationFactor the broker's default if absent
 */
@ConfigurationProperties("manadeck.topics")
record TopicSettings(
    @DefaultValue(TopicNames.DEFAULT_PREFIX) String prefix,
    @DefaultValue("4") int partitions,
    @Nullable Short replicationFactor) {
  TopicSettings {
    if (partitions < 1) {
      throw new IllegalArgumentException(
          "Expected manadeck.topics.partitions of 1 or more, but got " + partitions);
    }
  }
}
