package dev.manadeck.command.kafka;

import dev.manadeck.command.recent.LocatedTable.Span;
import dev.manadeck.command.shard.Location;
import dev.manadeck.events.EventCodec;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/** Reads the facts of one command from the log again. For any thread, one at a time. */
public final class WrittenFacts implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration LONGEST_READING = Duration.ofSeconds(5);

  private final Consumer<String, byte[]> consumer;
  private final TopicNames topics;
  private final FactDecoder decoder = new FactDecoder(new EventCodec());
  private final Lock turn = new ReentrantLock();

  WrittenFacts(Consumer<String, byte[]> consumer, TopicNames topics) {
    this.consumer = consumer;
    this.topics = topics;
  }

  /**
   * A shard writes the facts of one command side by side. What somebody else wrote between them is
   * passed over.
   *
   * @throws LogUnreachableException if they cannot be read in time
   */
  public List<Recorded> all(Span span, Duration patience) {
    return alone(
        patience,
        until ->
            ofTheFirstOnesCommand(
                between(span.first(), span.first().offset(), span.last().offset(), until)));
  }

  private static List<Recorded> ofTheFirstOnesCommand(List<Recorded> facts) {
    return facts.stream().filter(fact -> isOfOneCommand(fact, facts.getFirst())).toList();
  }

  private static boolean isOfOneCommand(Recorded one, Recorded other) {
    return one.envelope().commandId().equals(other.envelope().commandId())
        && one.envelope().actor().equals(other.envelope().actor());
  }

  /**
   * The first one and the last one, which may be the same.
   *
   * @throws LogUnreachableException if they cannot be read in time
   */
  public List<Recorded> ends(Span span, Duration patience) {
    return alone(
        patience,
        until ->
            LongStream.of(span.first().offset(), span.last().offset())
                .distinct()
                .boxed()
                .flatMap(offset -> between(span.first(), offset, offset, until).stream())
                .toList());
  }

  private interface Reading {
    List<Recorded> read(long until);
  }

  private List<Recorded> alone(Duration patience, Reading reading) {
    var until = System.nanoTime() + patience.toNanos();
    try {
      if (!turn.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new LogUnreachableException("Too many wait to read from the log");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LogUnreachableException(e);
    }
    try {
      return reading.read(Math.min(until, System.nanoTime() + LONGEST_READING.toNanos()));
    } catch (RetriableException e) {
      throw new LogUnreachableException(e);
    } finally {
      turn.unlock();
    }
  }

  private List<Recorded> between(Location place, long first, long last, long until) {
    var partition = new TopicPartition(topics.prefix() + place.topic(), place.partition());
    consumer.assign(List.of(partition));
    consumer.seek(partition, first);
    var facts = new ArrayList<Recorded>();
    while (consumer.position(partition) <= last) {
      if (System.nanoTime() - until > 0) {
        throw new LogUnreachableException("Reading %s took too long".formatted(partition));
      }
      for (var wire : consumer.poll(POLL)) {
        if (wire.offset() <= last) {
          decoder.decodeWhole(wire).ifPresent(facts::add);
        }
      }
    }
    return facts;
  }

  @Override
  public void close() {
    turn.lock();
    try {
      consumer.close();
    } finally {
      turn.unlock();
    }
  }
}
