package dev.manadeck.projection.log;

import dev.manadeck.events.Topic;
import dev.manadeck.projection.runtime.LogPartition;
import dev.manadeck.projection.runtime.LogRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/** Reads stretches of the log, each from an offset to an offset. Single-threaded. */
public final class LogReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(250);

  /** What was committed before somebody asked for the end is there for whoever reads. */
  private static final int POLLS_WITHOUT_ANSWER = 60;

  private static final Duration CLOSE = Duration.ofSeconds(1);

  private final Consumer<byte[], byte[]> consumer;
  private final KafkaTopics topics;
  private final SortedMap<LogPartition, Long> ends = new TreeMap<>();
  private final SortedMap<LogPartition, Long> positions = new TreeMap<>();
  private int pollsWithoutAnswer;

  LogReader(Consumer<byte[], byte[]> consumer, KafkaTopics topics) {
    this.consumer = consumer;
    this.topics = topics;
  }

  /** The partitions whose first events the log does not hold any more. */
  public SortedSet<LogPartition> truncated(Collection<Topic> of) {
    var truncated = topics.offsets(answered(() -> consumer.beginningOffsets(partitionsOf(of))));
    truncated.values().removeIf(first -> first == 0);
    return new TreeSet<>(truncated.keySet());
  }

  /** Behind the last event that was committed. */
  public SortedMap<LogPartition, Long> ends(Collection<Topic> of) {
    return topics.offsets(answered(() -> consumer.endOffsets(partitionsOf(of))));
  }

  /** Behind the last event that was recorded at that instant or before. */
  public SortedMap<LogPartition, Long> endsAt(Collection<Topic> of, Instant instant) {
    var ends = ends(of);
    var later =
        answered(
            () ->
                consumer.offsetsForTimes(
                    partitionsOf(of).stream()
                        .collect(
                            Collectors.toMap(
                                partition -> partition, any -> instant.toEpochMilli() + 1))));
    later.forEach(
        (partition, found) -> {
          if (found != null) {
            var place = topics.partition(partition.topic(), partition.partition());
            ends.merge(place, found.offset(), Math::min);
          }
        });
    return ends;
  }

  /** Begins to read; whatever was read before is over. */
  public void seek(Map<LogPartition, Long> from, Map<LogPartition, Long> to) {
    ends.clear();
    positions.clear();
    pollsWithoutAnswer = 0;
    to.forEach(
        (partition, end) -> {
          long start = from.getOrDefault(partition, 0L);
          if (end > start) {
            ends.put(partition, end);
            positions.put(partition, start);
          }
        });
    assignUnfinished();
    positions.forEach((partition, start) -> consumer.seek(topics.partition(partition), start));
  }

  public boolean isAtEnd() {
    return positions.equals(ends);
  }

  /** Behind what was read, of each partition that there was something to read of. */
  public SortedMap<LogPartition, Long> positions() {
    return new TreeMap<>(positions);
  }

  /**
   * The next records, none if Kafka has not answered in a moment.
   *
   * @param isWanted by the record's key
   * @throws LogTruncatedException if the log does not hold what comes next
   * @throws LogAwayException if Kafka does not answer, or has not for a long while
   */
  public List<LogRecord> poll(Predicate<byte @Nullable []> isWanted) {
    var records = new ArrayList<LogRecord>();
    try {
      for (var record : consumer.poll(POLL)) {
        if (isWanted.test(record.key())) {
          var read = topics.record(record);
          if (read.offset() < ends.getOrDefault(read.partition(), 0L)) {
            records.add(read);
          }
        }
      }
      var before = positions();
      advance();
      giveUpUnlessAnswered(!positions.equals(before) || isAtEnd());
    } catch (InvalidOffsetException e) {
      throw new LogTruncatedException(new TreeSet<>(topics.partitions(e.partitions())));
    } catch (RetriableException e) {
      throw new LogAwayException(e);
    }
    return records;
  }

  /** Kafka's client waits in silence for a broker that is away. */
  private void giveUpUnlessAnswered(boolean isAnswered) {
    pollsWithoutAnswer = isAnswered ? 0 : pollsWithoutAnswer + 1;
    if (pollsWithoutAnswer >= POLLS_WITHOUT_ANSWER) {
      throw new LogAwayException(
          "nothing came of %s for %d s"
              .formatted(unfinished(), POLL.multipliedBy(POLLS_WITHOUT_ANSWER).toSeconds()));
    }
  }

  private void advance() {
    boolean isAnyFinished = false;
    for (var entry : positions.entrySet()) {
      long end = ends.getOrDefault(entry.getKey(), 0L);
      if (entry.getValue() < end) {
        long position = consumer.position(topics.partition(entry.getKey()), POLL);
        entry.setValue(Math.min(position, end));
        isAnyFinished |= position >= end;
      }
    }
    if (isAnyFinished) {
      assignUnfinished();
    }
  }

  private void assignUnfinished() {
    consumer.assign(topics.kafkaPartitions(unfinished()));
  }

  private SortedSet<LogPartition> unfinished() {
    var unfinished = new TreeSet<>(positions.keySet());
    unfinished.removeIf(partition -> Objects.equals(positions.get(partition), ends.get(partition)));
    return unfinished;
  }

  private static <T> T answered(Supplier<T> question) {
    try {
      return question.get();
    } catch (RetriableException e) {
      throw new LogAwayException(e);
    }
  }

  private List<TopicPartition> partitionsOf(Collection<Topic> of) {
    return topics.names(of).stream()
        .flatMap(name -> consumer.partitionsFor(name).stream())
        .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
        .toList();
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(CLOSE));
  }
}
