package dev.manadeck.projection.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.util.unit.DataSize;

/** Makes consumers of committed events. */
public final class LogConsumers {
  /** Whoever reads up to an offset has no use for what comes after it. */
  private static final int LONGEST_WAIT_AT_END_MILLIS = 20;

  private final Map<String, Object> common;
  private final TopicProperties topics;

  /**
   * @param common where Kafka is and how to talk to it
   */
  public LogConsumers(Map<String, Object> common, TopicProperties topics) {
    this.common = Map.copyOf(common);
    this.topics = topics;
  }

  /**
   * How much is read at once.
   *
   * @param maxRecords the most events of one poll
   * @param maxSize the most bytes that are fetched at once
   */
  public record Gulp(int maxRecords, DataSize maxSize) {}

  /**
   * A member of the projection's group, to which Kafka assigns partitions.
   *
   * @throws LogAwayException if no broker is known by its name
   */
  public Consumer<byte[], byte[]> member(
      String projection, String clientId, Gulp gulp, Duration sessionTimeout) {
    int sessionMillis = Math.toIntExact(sessionTimeout.toMillis());
    var config = config(clientId, gulp);
    // Events of one partition touch fewer rows, and those lie closer together, than of several.
    config.put(
        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Math.toIntExact(gulp.maxSize().toBytes()));
    config.put(ConsumerConfig.GROUP_ID_CONFIG, topics.group(projection));
    config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
    config.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, sessionMillis);
    config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, sessionMillis / 3);
    return consumer(config);
  }

  /**
   * Of no group: reads the partitions it is told to.
   *
   * @throws LogAwayException if no broker is known by its name
   */
  public LogReader reader(String clientId, Gulp gulp) {
    var config = config(clientId, gulp);
    config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, LONGEST_WAIT_AT_END_MILLIS);
    return new LogReader(consumer(config), new KafkaTopics(topics.names()));
  }

  private Map<String, Object> config(String clientId, Gulp gulp) {
    int fetchBytes = Math.toIntExact(gulp.maxSize().toBytes());
    var config = new HashMap<>(common);
    config.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // Positions stand in the database; a hole in the log must never be skipped in silence.
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, gulp.maxRecords());
    config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, fetchBytes);
    config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, fetchBytes / 4);
    config.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, 1 << 20);
    return config;
  }

  /** The name of a broker that is away may be unknown as long as it is. */
  private static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
    try {
      return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    } catch (KafkaException e) {
      if (e.getCause() instanceof ConfigException unresolvable) {
        throw new LogAwayException(unresolvable);
      }
      throw e;
    }
  }
}
