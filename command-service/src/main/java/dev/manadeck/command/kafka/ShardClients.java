package dev.manadeck.command.kafka;

import static dev.manadeck.command.kafka.KafkaAnswers.awaited;

import dev.manadeck.events.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/** The Kafka clients of a shard's log, with the settings that its promises rest on. */
final class ShardClients {
  /** In bytes. The topics take as much: a fact that they refused would break its whole batch. */
  static final int LARGEST_FACT = 8 * 1024 * 1024;

  private static final int PRODUCERS_PER_SHARD = 3;

  private final KafkaProperties properties;
  private final Admin admin;
  private final String transactionalIdPrefix;

  ShardClients(KafkaProperties properties, Admin admin, TopicNames topics) {
    this.properties = properties;
    this.admin = admin;
    this.transactionalIdPrefix = topics.prefix().replace('.', '-') + "shard-";
  }

  List<Producer<String, byte[]>> producers(int shard) {
    var producers = new ArrayList<Producer<String, byte[]>>();
    try {
      for (var k = 0; k < PRODUCERS_PER_SHARD; k++) {
        producers.add(producer(shard, k));
      }
      return producers;
    } catch (RuntimeException e) {
      producers.forEach(producer -> producer.close(Duration.ZERO));
      throw e;
    }
  }

  private Producer<String, byte[]> producer(int shard, int k) {
    var transactionalId = "%s%d-%d".formatted(transactionalIdPrefix, shard, k);
    var config = properties.buildProducerProperties();
    config.put(ProducerConfig.CLIENT_ID_CONFIG, transactionalId);
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    // A commit sends at once whatever waits, so lingering only keeps a batch together until then.
    config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_FACT);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 8_000);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 8_000);
    config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 10_000);
    config.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 5);
    config.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
  }

  /**
   * @param purpose tells it from other clients in logs and metrics
   */
  Consumer<String, byte[]> reader(String purpose) {
    var config = properties.buildConsumerProperties();
    config.remove(ConsumerConfig.GROUP_ID_CONFIG);
    config.put(ConsumerConfig.CLIENT_ID_CONFIG, transactionalIdPrefix + purpose);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    // It reads what is there. A fetch that waits for more only holds up the next partition's.
    config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1_000);
    config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1024 * 1024);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
  }

  long beginning(TopicPartition partition) {
    return offset(partition, OffsetSpec.earliest());
  }

  /** The high watermark: the end of all that was written, be it committed or not. */
  long end(TopicPartition partition) {
    return offset(partition, OffsetSpec.latest());
  }

  private long offset(TopicPartition partition, OffsetSpec where) {
    return offset(partition, where, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED));
  }

  /** The end of what is committed, or was given up. */
  long committedEnd(TopicPartition partition, Duration patience) {
    var options =
        new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)
            .timeoutMs(Math.toIntExact(patience.toMillis()));
    return offset(partition, OffsetSpec.latest(), options);
  }

  private long offset(TopicPartition partition, OffsetSpec where, ListOffsetsOptions options) {
    return awaited(admin.listOffsets(Map.of(partition, where), options).partitionResult(partition))
        .offset();
  }

  /** Empty if there is no such topic. */
  Optional<String> topicId(String name) {
    try {
      var topics = awaited(admin.describeTopics(List.of(name)).allTopicNames());
      return Optional.ofNullable(topics.get(name)).map(topic -> topic.topicId().toString());
    } catch (KafkaException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
