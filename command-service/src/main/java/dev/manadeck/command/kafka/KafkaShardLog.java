package dev.manadeck.command.kafka;

import dev.manadeck.command.shard.Location;
import dev.manadeck.command.shard.ShardLog;
import dev.manadeck.events.EventCodec;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Utils;

/**
 * Partition i of every topic, written in transactions under the shard's own transactional ids. They
 * are used in turn, because a producer's next transaction waits for the markers of its last one.
 */
final class KafkaShardLog implements ShardLog<Recorded> {
  private final int shard;
  private final TopicNames topics;
  private final EventCodec codec;
  private final List<Producer<String, byte[]>> producers;
  private final PartitionReader reader;
  private int turn;

  /**
   * @param producers to be closed with this log
   */
  KafkaShardLog(
      int shard,
      TopicNames topics,
      EventCodec codec,
      List<Producer<String, byte[]>> producers,
      PartitionReader reader) {
    this.shard = shard;
    this.topics = topics;
    this.codec = codec;
    this.producers = producers;
    this.reader = reader;
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
  public void read(FactReader<Recorded> facts) {
    reader.readToEnd(facts);
  }

  @Override
  public Transaction<Recorded> begin() {
    var producer = producers.get(turn);
    turn = (turn + 1) % producers.size();
    producer.beginTransaction();
    return new KafkaTransaction(producer);
  }

  @Override
  public void close() {
    producers.forEach(
        producer -> Utils.closeQuietly(() -> producer.close(Duration.ZERO), "producer"));
  }

  private final class KafkaTransaction implements Transaction<Recorded> {
    private record Sent(Location location, Future<RecordMetadata> metadata) {}

    private final Producer<String, byte[]> producer;
    private final List<Sent> sent = new ArrayList<>();

    KafkaTransaction(Producer<String, byte[]> producer) {
      this.producer = producer;
    }

    @Override
    public Location append(Recorded fact) {
      var wire = codec.encode(fact);
      var record = new ProducerRecord<>(topics.of(wire.topic()), shard, wire.key(), wire.value());
      wire.headers().forEach(header -> record.headers().add(header.name(), header.value()));
      var location = Location.pending(wire.topic().shortName(), shard);
      sent.add(new Sent(location, producer.send(record)));
      return location;
    }

    @Override
    public void commit() {
      producer.commitTransaction();
      sent.forEach(one -> one.location().resolve(offsetOf(one.metadata())));
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
}
