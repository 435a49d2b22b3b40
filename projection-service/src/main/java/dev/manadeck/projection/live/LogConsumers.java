package dev.manadeck.projection.live;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Makes the consumers of a projection. */
final class LogConsumers {
  private final Map<String, Object> common;
  private final TopicProperties topics;
  private final LiveProperties properties;

  /**
   * @param common where Kafka is and how to talk to it
   */
  LogConsumers(Map<String, Object> common, TopicProperties topics, LiveProperties properties) {
    this.common = Map.copyOf(common);
    this.topics = topics;
    this.properties = properties;
  }

  Consumer<byte[], byte[]> create(String projection, String clientId) {
    var config = new HashMap<String, Object>(common);
    int fetchBytes = Math.toIntExact(properties.maxBatchSize().toBytes());
    int sessionMillis = Math.toIntExact(properties.sessionTimeout().toMillis());
    config.put(ConsumerConfig.GROUP_ID_CONFIG, topics.group(projection));
    config.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
    config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
    config.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, sessionMillis);
    config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, sessionMillis / 3);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // Positions stand in the database; a hole in the log must never be skipped in silence.
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, properties.maxBatchRecords());
    config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, fetchBytes);
    config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, fetchBytes / 4);
    config.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, 1 << 20);
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
