package dev.manadeck.projection.live;

import dev.manadeck.projection.log.KafkaTopics;
import dev.manadeck.projection.runtime.LogPartition;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells Kafka now and then where the group stands, for the usual tools that show lag. Nobody reads
 * it back, so a report that fails is merely not made. Single-threaded.
 */
final class GroupOffsets {
  private static final Logger log = LoggerFactory.getLogger(GroupOffsets.class);
  private static final long INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();
  private static final Duration AT_END = Duration.ofSeconds(1);

  private final KafkaTopics topics;
  private SortedMap<LogPartition, Long> reported = new TreeMap<>();
  private long reportedNanos = System.nanoTime() - INTERVAL_NANOS;

  GroupOffsets(KafkaTopics topics) {
    this.topics = topics;
  }

  void report(Consumer<?, ?> consumer, SortedMap<LogPartition, Long> nextOffsets) {
    if (System.nanoTime() - reportedNanos < INTERVAL_NANOS || nextOffsets.equals(reported)) {
      return;
    }
    reported = nextOffsets;
    reportedNanos = System.nanoTime();
    consumer.commitAsync(
        offsets(nextOffsets),
        (offsets, failure) -> {
          if (failure != null) {
            log.debug("Kafka did not take the group's offsets: {}", failure.getMessage());
          }
        });
  }

  void reportAtEnd(Consumer<?, ?> consumer, SortedMap<LogPartition, Long> nextOffsets) {
    try {
      consumer.commitSync(offsets(nextOffsets), AT_END);
    } catch (KafkaException e) {
      log.debug("Kafka did not take the group's offsets: {}", e.getMessage());
    }
  }

  private Map<TopicPartition, OffsetAndMetadata> offsets(Map<LogPartition, Long> nextOffsets) {
    var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
    nextOffsets.forEach(
        (partition, next) -> offsets.put(topics.partition(partition), new OffsetAndMetadata(next)));
    return offsets;
  }
}
