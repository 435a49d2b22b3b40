package dev.manadeck.command.kafka;

import dev.manadeck.command.shard.Location;
import dev.manadeck.command.shard.ShardLog.FactReader;
import dev.manadeck.command.shard.Snapshot;
import dev.manadeck.events.EventCodec;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.Topic;
import dev.manadeck.events.TopicNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A shard's partitions of all topics that hold facts. */
final class FactPartitions {
  private final int shard;
  private final TopicNames topics;
  private final FactDecoder decoder;
  private final ShardClients clients;

  FactPartitions(int shard, TopicNames topics, EventCodec codec, ShardClients clients) {
    this.shard = shard;
    this.topics = topics;
    this.decoder = new FactDecoder(codec);
    this.clients = clients;
  }

  private record Read(Recorded fact, Location location) {}

  /**
   * Gives all that is there, or all behind a snapshot.
   *
   * @return the offset behind the last fact of each topic
   */
  Map<Topic, Long> read(@Nullable Snapshot behind, FactReader<Recorded> facts) {
    var next = new ConcurrentHashMap<Topic, Long>();
    try (var ahead =
        new ReadAhead<ConsumerRecord<String, byte[]>, Optional<Read>>(
            batches -> fetch(behind, batches, next), this::decode)) {
      ahead.forEach(read -> read.ifPresent(known -> facts.accept(known.fact(), known.location())));
    }
    return next;
  }

  private void fetch(
      @Nullable Snapshot behind,
      Consumer<List<ConsumerRecord<String, byte[]>>> batches,
      Map<Topic, Long> next) {
    try (var reader = new PartitionReader(clients.reader("%d-restore".formatted(shard)))) {
      for (var topic : Topic.values()) {
        var partition = new TopicPartition(topics.of(topic), shard);
        var from =
            behind == null
                ? wholeBeginning(partition)
                : behind.next().getOrDefault(topic.shortName(), 0L);
        next.put(topic, reader.read(partition, from, clients.end(partition), batches));
      }
    }
  }

  /** A shard that did not know of facts that were deleted would decide against them. */
  private long wholeBeginning(TopicPartition partition) {
    var beginning = clients.beginning(partition);
    if (beginning > 0) {
      throw new IllegalStateException(
          "Expected all facts of %s, or a snapshot of them, but those before offset %d are deleted"
              .formatted(partition, beginning));
    }
    return beginning;
  }

  private Optional<Read> decode(ConsumerRecord<String, byte[]> wire) {
    return decoder
        .decode(wire)
        .map(fact -> new Read(fact, Location.at(shortName(wire), shard, wire.offset())));
  }

  private String shortName(ConsumerRecord<?, ?> wire) {
    return wire.topic().substring(topics.prefix().length());
  }
}
