package dev.manadeck.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what a topic holds, as a subscriber that reads only what was committed. */
public final class TopicReader {

  private final String bootstrapServers;

  public TopicReader(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * All committed records from the beginning of the topic to its end at the moment of the call, in
   * order within each partition. Records behind a transaction that is still open are not among
   * them.
   */
  public List<ConsumerRecord<byte[], byte[]>> readAll(String topic) {
    return readTo(ends(topic, "read_committed"));
  }

  /**
   * The same, once no transaction that had begun by then is open. A producer is told of its commit
   * before readers are.
   */
  public List<ConsumerRecord<byte[], byte[]>> readAllOnceDecided(String topic) {
    return readTo(ends(topic, "read_uncommitted"));
  }

  private Map<TopicPartition, Long> ends(String topic, String isolation) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(isolation)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      return consumer.endOffsets(partitions);
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer(String isolation) {
    Map<String, Object> configuration =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "isolation.level",
            isolation,
            "auto.offset.reset",
            "earliest",
            "enable.auto.commit",
            false);
    return new KafkaConsumer<>(
        configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private List<ConsumerRecord<byte[], byte[]>> readTo(Map<TopicPartition, Long> ends) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer("read_committed")) {
      consumer.assign(ends.keySet());
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (!hasReached(ends, consumer)) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
      records.removeIf(record -> record.offset() >= endOf(record, ends));
      return records;
    }
  }

  private static boolean hasReached(Map<TopicPartition, Long> ends, Consumer<?, ?> consumer) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private static long endOf(ConsumerRecord<?, ?> record, Map<TopicPartition, Long> ends) {
    return ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
  }
}
