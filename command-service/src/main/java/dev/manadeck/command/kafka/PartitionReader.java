package dev.manadeck.command.kafka;

import dev.manadeck.command.shard.Location;
import dev.manadeck.command.shard.ShardLog;
import dev.manadeck.events.EventCodec;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.Topic;
import dev.manadeck.events.TopicNames;
import dev.manadeck.events.UnreadableEventException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a shard's partitions from their beginning to where they end when it begins. */
final class PartitionReader {
  private static final Logger LOG = LoggerFactory.getLogger(PartitionReader.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration LONGEST_STANDSTILL = Duration.ofSeconds(30);

  private final int shard;
  private final TopicNames topics;
  private final EventCodec codec;
  private final ShardClients clients;

  PartitionReader(int shard, TopicNames topics, EventCodec codec, ShardClients clients) {
    this.shard = shard;
    this.topics = topics;
    this.codec = codec;
    this.clients = clients;
  }

  /**
   * The end is the high watermark, not the end of what is committed: whatever lies below it is
   * settled by the fence, so the read waits for it.
   */
  void readToEnd(ShardLog.FactReader<Recorded> reader) {
    var partitions =
        Arrays.stream(Topic.values())
            .map(topic -> new TopicPartition(topics.of(topic), shard))
            .toList();
    var ends = clients.highWatermarks(partitions);
    try (var consumer = clients.reader("%d-restore".formatted(shard))) {
      for (var topic : Topic.values()) {
        var partition = new TopicPartition(topics.of(topic), shard);
        readToEnd(consumer, topic, partition, endOf(ends, partition), reader);
      }
    }
  }

  private void readToEnd(
      Consumer<String, byte[]> consumer,
      Topic topic,
      TopicPartition partition,
      long end,
      ShardLog.FactReader<Recorded> reader) {
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
    var moved = System.nanoTime();
    for (var position = consumer.position(partition); position < end; ) {
      for (var wire : consumer.poll(POLL)) {
        read(wire, topic, reader);
      }
      var now = consumer.position(partition);
      if (now > position) {
        moved = System.nanoTime();
      } else if (System.nanoTime() - moved > LONGEST_STANDSTILL.toNanos()) {
        throw new TimeoutException(
            "Reading %s stands still at offset %d of %d; has somebody else a transaction open?"
                .formatted(partition, now, end));
      }
      position = now;
    }
  }

  /**
   * No shard ever wrote what cannot be read, so no decision rests on it. Refusing to open would let
   * one stray record of somebody else's stop all writes.
   */
  private void read(
      ConsumerRecord<String, byte[]> wire, Topic topic, ShardLog.FactReader<Recorded> reader) {
    Recorded fact;
    try {
      fact = codec.decode(new RecordHeaders(wire), wire.value());
    } catch (UnreadableEventException e) {
      LOG.error(
          "Passed over {}-{} offset {}: {}",
          wire.topic(),
          wire.partition(),
          wire.offset(),
          e.getMessage());
      return;
    }
    reader.accept(fact, Location.at(topic.shortName(), shard, wire.offset()));
  }

  private static long endOf(Map<TopicPartition, Long> ends, TopicPartition partition) {
    var end = ends.get(partition);
    if (end == null) {
      throw new IllegalStateException("Expected to learn where " + partition + " ends");
    }
    return end;
  }
}
