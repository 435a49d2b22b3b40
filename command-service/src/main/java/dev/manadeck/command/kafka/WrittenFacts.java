package dev.manadeck.command.kafka;

import dev.manadeck.command.recent.LocatedTable.Span;
import dev.manadeck.events.EventCodec;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads the facts of one command from the log again. For any thread, one at a time. */
public final class WrittenFacts implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Consumer<String, byte[]> consumer;
  private final TopicNames topics;
  private final EventCodec codec = new EventCodec();

  WrittenFacts(Consumer<String, byte[]> consumer, TopicNames topics) {
    this.consumer = consumer;
    this.topics = topics;
  }

  /** A shard writes the facts of one command side by side. */
  public synchronized List<Recorded> read(Span span) {
    var first = span.first();
    var partition = new TopicPartition(topics.prefix() + first.topic(), first.partition());
    consumer.assign(List.of(partition));
    consumer.seek(partition, first.offset());
    var facts = new ArrayList<Recorded>();
    var until = System.nanoTime() + PATIENCE.toNanos();
    while (consumer.position(partition) <= span.last().offset()) {
      if (System.nanoTime() > until) {
        throw new TimeoutException("Reading %s took too long".formatted(partition));
      }
      for (var wire : consumer.poll(POLL)) {
        if (wire.offset() <= span.last().offset()) {
          facts.add(codec.decode(FactDecoder.headersOf(wire), wire.value()));
        }
      }
    }
    return facts;
  }

  @Override
  public synchronized void close() {
    consumer.close();
  }
}
