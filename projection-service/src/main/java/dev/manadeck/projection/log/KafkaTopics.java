package dev.manadeck.projection.log;

import dev.manadeck.events.HeaderList;
import dev.manadeck.events.Topic;
import dev.manadeck.events.TopicNames;
import dev.manadeck.projection.runtime.LogPartition;
import dev.manadeck.projection.runtime.LogRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** Between Kafka's names and ours. */
public final class KafkaTopics {
  private static final Duration LOOK_UP = Duration.ofSeconds(10);

  private final TopicNames names;
  private final Map<String, Topic> byName;

  public KafkaTopics(TopicNames names) {
    this.names = names;
    byName =
        Arrays.stream(Topic.values()).collect(Collectors.toMap(names::of, Function.identity()));
  }

  public Set<String> names(Collection<Topic> topics) {
    return topics.stream().map(names::of).collect(Collectors.toUnmodifiableSet());
  }

  /** The names of those that do not exist. */
  public SortedSet<String> missing(Consumer<?, ?> consumer, Collection<Topic> topics) {
    var missing = new TreeSet<String>();
    for (var topic : topics) {
      if (consumer.partitionsFor(names.of(topic), LOOK_UP).isEmpty()) {
        missing.add(names.of(topic));
      }
    }
    return missing;
  }

  public TopicPartition partition(LogPartition partition) {
    return new TopicPartition(names.of(partition.topic()), partition.number());
  }

  public LogPartition partition(String topic, int number) {
    var ours = byName.get(topic);
    if (ours == null) {
      throw new IllegalArgumentException("Expected our topic, got " + topic);
    }
    return new LogPartition(ours, number);
  }

  public Set<TopicPartition> kafkaPartitions(Collection<LogPartition> partitions) {
    return partitions.stream().map(this::partition).collect(Collectors.toUnmodifiableSet());
  }

  public Set<LogPartition> partitions(Collection<TopicPartition> partitions) {
    return partitions.stream()
        .map(partition -> partition(partition.topic(), partition.partition()))
        .collect(Collectors.toUnmodifiableSet());
  }

  public SortedMap<LogPartition, Long> offsets(Map<TopicPartition, Long> offsets) {
    var byPartition = new TreeMap<LogPartition, Long>();
    offsets.forEach(
        (partition, offset) ->
            byPartition.put(partition(partition.topic(), partition.partition()), offset));
    return byPartition;
  }

  public LogRecord record(ConsumerRecord<byte[], byte[]> record) {
    return new LogRecord(
        partition(record.topic(), record.partition()),
        record.offset(),
        Instant.ofEpochMilli(record.timestamp()),
        record.key(),
        HeaderList.of(record.headers().toArray(), Header::key, Header::value),
        record.value());
  }
}
