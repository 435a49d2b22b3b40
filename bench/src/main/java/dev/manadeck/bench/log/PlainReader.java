package dev.manadeck.bench.log;

import dev.manadeck.events.EventCodec;
import dev.manadeck.events.HeaderList;
import dev.manadeck.events.Topic;
import dev.manadeck.events.TopicNames;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A consumer that reads topics from their beginning to their end, decodes, and does nothing else.
 */
public final class PlainReader {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final int RECORDS = 10_000;
  private static final int BYTES = 16 * 1024 * 1024;

  private PlainReader() {}

  public record Reading(long events, Duration took) {
    public double perSecond() {
      return events / (took.toNanos() / 1e9);
    }
  }

  public static Reading read(String bootstrapServers, Collection<Topic> topics) {
    EventCodec codec = new EventCodec();
    TopicNames names = new TopicNames(TopicNames.DEFAULT_PREFIX);
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrapServers)) {
      var partitions =
          topics.stream()
              .flatMap(topic -> consumer.partitionsFor(names.of(topic)).stream())
              .map(PlainReader::partition)
              .toList();
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer.seekToBeginning(partitions);
      long began = System.nanoTime();
      long events = 0;
      while (isBefore(consumer, ends)) {
        for (var record : consumer.poll(POLL)) {
          codec.decodeSequenced(
              HeaderList.of(record.headers().toArray(), Header::key, Header::value),
              record.value());
          events++;
        }
      }
      return new Reading(events, Duration.ofNanos(System.nanoTime() - began));
    }
  }

  private static boolean isBefore(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
  }

  private static TopicPartition partition(PartitionInfo info) {
    return new TopicPartition(info.topic(), info.partition());
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers) {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none",
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS,
            ConsumerConfig.FETCH_MAX_BYTES_CONFIG, BYTES,
            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, BYTES,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
