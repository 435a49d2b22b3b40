package dev.manadeck.bench.log;

import dev.manadeck.events.EventCodec;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes events to the topics of a system, in their wire format and to their partitions. */
public final class LogWriter {
  private static final TopicNames TOPICS = new TopicNames(TopicNames.DEFAULT_PREFIX);
  private static final int BATCH = 256 * 1024;

  private LogWriter() {}

  /**
   * Returns when all of them are in the log.
   *
   * @return how many they were
   */
  public static long write(String bootstrapServers, EventSource source) {
    EventCodec codec = new EventCodec();
    Failure failure = new Failure();
    Counter counter = new Counter();
    try (KafkaProducer<String, byte[]> producer = producer(bootstrapServers)) {
      source.writeTo(
          recorded -> {
            producer.send(record(codec, recorded), failure);
            counter.count++;
          });
    }
    failure.requireNone();
    return counter.count;
  }

  /**
   * The same, but for the events' encoding, which is done before.
   *
   * @return how long it took
   */
  public static Duration writeEncoded(String bootstrapServers, EventSource source, int times) {
    EventCodec codec = new EventCodec();
    Failure failure = new Failure();
    List<ProducerRecord<String, byte[]>> encoded = new ArrayList<>();
    source.writeTo(recorded -> encoded.add(record(codec, recorded)));
    long began;
    try (KafkaProducer<String, byte[]> producer = producer(bootstrapServers)) {
      producer.partitionsFor(encoded.getFirst().topic());
      began = System.nanoTime();
      for (int time = 0; time < times; time++) {
        encoded.forEach(record -> producer.send(copy(record), failure));
      }
    }
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    failure.requireNone();
    return took;
  }

  /** A record that was sent can be sent no second time. */
  private static ProducerRecord<String, byte[]> copy(ProducerRecord<String, byte[]> record) {
    return new ProducerRecord<>(
        record.topic(), null, record.key(), record.value(), record.headers());
  }

  /** Called back by the thread of a producer. */
  private static final class Failure implements Callback {
    private volatile @Nullable Exception latest;

    @Override
    public void onCompletion(@Nullable RecordMetadata place, @Nullable Exception e) {
      if (e != null) {
        latest = e;
      }
    }

    void requireNone() {
      Exception failure = latest;
      if (failure != null) {
        throw new IllegalStateException("The log took not all events", failure);
      }
    }
  }

  private static final class Counter {
    private long count;
  }

  static ProducerRecord<String, byte[]> record(EventCodec codec, Recorded recorded) {
    var wire = codec.encode(recorded);
    var record = new ProducerRecord<>(TOPICS.of(wire.topic()), wire.key(), wire.value());
    wire.headers().forEach(header -> record.headers().add(header.name(), header.value()));
    return record;
  }

  private static KafkaProducer<String, byte[]> producer(String bootstrapServers) {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.LINGER_MS_CONFIG,
            20,
            ProducerConfig.BATCH_SIZE_CONFIG,
            BATCH),
        new StringSerializer(),
        new ByteArraySerializer());
  }
}
