package dev.manadeck.command.kafka;

import dev.manadeck.command.shard.Location;
import dev.manadeck.command.shard.ShardLog;
import dev.manadeck.command.shard.Snapshot;
import dev.manadeck.events.EventCodec;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.Topic;
import dev.manadeck.events.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Partition i of every topic, written in transactions under the shard's own transactional ids. They
 * are used in turn, because a producer's next transaction waits for the markers of its last one.
 */
final class KafkaShardLog implements ShardLog<Recorded> {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaShardLog.class);

  /** In bytes: commands wait while a transaction of parts is written. */
  private static final int PARTS_PER_TRANSACTION = 4 * 1024 * 1024;

  /** In bytes; its key and the headers of its batch need some room too. */
  private static final int LARGEST_PART = ShardClients.LARGEST_FACT - 64 * 1024;

  private final int shard;
  private final TopicNames topics;
  private final EventCodec codec;
  private final List<Producer<String, byte[]>> producers;
  private final FactPartitions facts;
  private final SnapshotPartition snapshots;
  private final Map<Topic, Long> next = new EnumMap<>(Topic.class);
  private boolean hasSnapshot;
  private int turn;

  /**
   * @param producers to be closed with this log
   */
  KafkaShardLog(
      int shard,
      TopicNames topics,
      EventCodec codec,
      List<Producer<String, byte[]>> producers,
      FactPartitions facts,
      SnapshotPartition snapshots) {
    this.shard = shard;
    this.topics = topics;
    this.codec = codec;
    this.producers = producers;
    this.facts = facts;
    this.snapshots = snapshots;
  }

  /**
   * The first id comes first, here as in {@link #begin}. So of two nodes that fence at once, one
   * has lost the first id before it could append, or has all of the other's facts before it when it
   * reads. In any order, each could end up with some of the ids, and both append.
   */
  @Override
  public void fence() {
    producers.getFirst().initTransactions();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var fences =
          producers.stream()
              .skip(1)
              .map(producer -> CompletableFuture.runAsync(producer::initTransactions, threads))
              .toList();
      fences.forEach(CompletableFuture::join);
    }
  }

  @Override
  public Optional<Snapshot> snapshot(String format) {
    return snapshots.read(format);
  }

  @Override
  public void read(@Nullable Snapshot behind, FactReader<Recorded> reader) {
    hasSnapshot = behind != null;
    if (hasSnapshot) {
      snapshots.trust();
    }
    next.putAll(facts.read(behind, reader));
  }

  @Override
  public Transaction<Recorded> begin() {
    return new Facts(nextProducer());
  }

  @Override
  public SnapshotTransaction beginSnapshot() {
    return new Parts(nextProducer());
  }

  private Producer<String, byte[]> nextProducer() {
    var producer = producers.get(turn);
    turn = (turn + 1) % producers.size();
    producer.beginTransaction();
    return producer;
  }

  /** A commit alone can overtake what the producer has taken but not sent yet (decision 019). */
  private static void commit(Producer<String, byte[]> producer) {
    producer.flush();
    producer.commitTransaction();
  }

  @Override
  public void close() {
    producers.forEach(
        producer -> Utils.closeQuietly(() -> producer.close(Duration.ZERO), "producer"));
  }

  private final class Facts implements Transaction<Recorded> {
    private record Sent(Topic topic, Location location, Future<RecordMetadata> metadata) {}

    private final Producer<String, byte[]> producer;
    private final List<Sent> sent = new ArrayList<>();

    Facts(Producer<String, byte[]> producer) {
      this.producer = producer;
    }

    @Override
    public Location append(Recorded fact) {
      var wire = codec.encode(fact);
      var record = new ProducerRecord<>(topics.of(wire.topic()), shard, wire.key(), wire.value());
      wire.headers().forEach(header -> record.headers().add(header.name(), header.value()));
      var location = Location.pending(wire.topic().shortName(), shard);
      sent.add(new Sent(wire.topic(), location, producer.send(record)));
      return location;
    }

    @Override
    public void commit() {
      KafkaShardLog.commit(producer);
      for (var one : sent) {
        var offset = offsetOf(one.metadata());
        one.location().resolve(offset);
        next.put(one.topic(), offset + 1);
      }
    }

    private static long offsetOf(Future<RecordMetadata> metadata) {
      try {
        return known(metadata.get());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new KafkaException(e);
      } catch (ExecutionException e) {
        throw new KafkaException(e.getCause());
      }
    }

    private static long known(RecordMetadata metadata) {
      if (!metadata.hasOffset()) {
        throw new KafkaException("Committed, but at an offset that the broker did not tell");
      }
      return metadata.offset();
    }
  }

  private final class Parts implements SnapshotTransaction {
    private final Producer<String, byte[]> producer;
    private int bytes;
    private boolean isWhole;

    Parts(Producer<String, byte[]> producer) {
      this.producer = producer;
      snapshots.removalOfAll().forEach(this::send);
    }

    @Override
    public boolean hasRoom() {
      return bytes < PARTS_PER_TRANSACTION;
    }

    /**
     * Of a part that is too large nothing stays, not even as it was before: one part is missing
     * then, and there is no snapshot.
     */
    @Override
    public void put(String key, byte[] content) {
      if (content.length > LARGEST_PART) {
        LOG.warn(
            "Shard {} cannot keep {} in a snapshot: it has {} bytes", shard, key, content.length);
        remove(key);
        return;
      }
      send(snapshots.part(key, content));
    }

    @Override
    public void remove(String key) {
      send(snapshots.part(key, null));
    }

    @Override
    public void complete(String format, int parts) {
      send(snapshots.marker(format, parts, next));
      isWhole = true;
    }

    private void send(ProducerRecord<String, byte[]> record) {
      bytes += record.key().length() + (record.value() == null ? 0 : record.value().length);
      producer.send(record);
    }

    @Override
    public void commit() {
      if (hasSnapshot && !isWhole) {
        send(snapshots.removalOfMarker());
      }
      KafkaShardLog.commit(producer);
      hasSnapshot = isWhole;
    }
  }
}
