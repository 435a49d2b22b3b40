package dev.manadeck.projection.live;

import dev.manadeck.events.EventCodec;
import dev.manadeck.projection.log.KafkaTopics;
import dev.manadeck.projection.log.LogAwayException;
import dev.manadeck.projection.runtime.Batch;
import dev.manadeck.projection.runtime.BatchWriter;
import dev.manadeck.projection.runtime.LogPartition;
import dev.manadeck.projection.runtime.PartitionsLostException;
import dev.manadeck.projection.runtime.Positions;
import dev.manadeck.projection.runtime.Projection;
import dev.manadeck.projection.runtime.ReadRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that follows the log for one projection, as a member of the projection's consumer
 * group. All of it but {@link #stop} runs on that thread.
 *
 * <p>While the database is away the worker keeps polling with its partitions paused: it stays in
 * the group, and nothing needs a rebalance when the database is back.
 */
final class ProjectionWorker implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(ProjectionWorker.class);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration AT_HAND = Duration.ofMillis(1);
  private static final int FEW = 100;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int RETRIES_BETWEEN_LOOKS_AT_BLOCKED = 10;

  private final String name;
  private final Projection projection;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final KafkaTopics topics;
  private final EventCodec codec;
  private final BatchWriter writer;
  private final Positions positions;
  private final WorkerReports reports;
  private final LiveProperties properties;
  private final Pace pace;
  private final Backoff databaseBackoff;
  private final Backoff kafkaBackoff;
  private final GroupOffsets groupOffsets;
  private final HeldPartitions held = new HeldPartitions();
  private final List<ReadRecord> pending = new ArrayList<>();
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile @Nullable Consumer<byte[], byte[]> wakeable;
  private long lastMoveNanos = System.nanoTime();
  private long lastLookNanos = System.nanoTime();
  private long lastWriteNanos = System.nanoTime();
  private int lastWriteSize;
  private long pausedUntilNanos = System.nanoTime();
  private long lastLookAtBlockedNanos = System.nanoTime();
  private boolean isLastWriteUncertain;

  ProjectionWorker(
      String name,
      Projection projection,
      Supplier<Consumer<byte[], byte[]>> consumers,
      KafkaTopics topics,
      EventCodec codec,
      BatchWriter writer,
      Positions positions,
      WorkerReports reports,
      LiveProperties properties) {
    this.name = name;
    this.projection = projection;
    this.consumers = consumers;
    this.topics = topics;
    this.codec = codec;
    this.writer = writer;
    this.positions = positions;
    this.reports = reports;
    this.properties = properties;
    pace = properties.batches();
    groupOffsets = new GroupOffsets(topics);
    databaseBackoff = new Backoff(properties.firstRetry(), properties.longestRetry());
    kafkaBackoff = new Backoff(properties.firstRetry(), properties.longestRetry());
  }

  String name() {
    return name;
  }

  /** Ends the worker after the batch under way; from any thread. */
  void stop() {
    stop.countDown();
    var consumer = wakeable;
    if (consumer != null) {
      consumer.wakeup();
    }
  }

  @Override
  public void run() {
    while (!isStopping()) {
      try (var consumer = consumers.get()) {
        wakeable = consumer;
        follow(consumer);
      } catch (WakeupException | InterruptException e) {
        log.debug("{} was woken up", name);
      } catch (RetriableException | LogAwayException e) {
        reports.kafkaIsAway(e);
        waitForKafka();
      } catch (RuntimeException | Error e) {
        reports.failed(e);
        waitForKafka();
      } finally {
        wakeable = null;
        forgetAll();
      }
    }
    reports.ended();
  }

  private void waitForKafka() {
    kafkaBackoff.failed();
    sleep(kafkaBackoff.remaining());
  }

  private void follow(Consumer<byte[], byte[]> consumer) {
    awaitTopics(consumer);
    subscribe(consumer);
    long began = System.nanoTime();
    while (!isStopping()) {
      lookAtBlocked();
      claim(consumer);
      keepPace();
      poll(consumer);
      if (kafkaBackoff.isFailing() && isOver(began, properties.longestRetry())) {
        kafkaBackoff.succeeded();
        reports.kafkaIsBack();
      }
      if (isWriteDue(consumer)) {
        write(consumer);
      }
    }
    groupOffsets.reportAtEnd(consumer, held.nextOffsets());
  }

  private static boolean isOver(long beganNanos, Duration time) {
    return System.nanoTime() - beganNanos >= time.toNanos();
  }

  private void awaitTopics(Consumer<byte[], byte[]> consumer) {
    var missing = topics.missing(consumer, projection.topics());
    if (missing.isEmpty()) {
      return;
    }
    reports.waitsForTopics(missing);
    while (!missing.isEmpty() && !isStopping()) {
      sleep(properties.longestRetry().dividedBy(3));
      missing = topics.missing(consumer, projection.topics());
    }
    reports.foundTopics();
  }

  private void subscribe(Consumer<byte[], byte[]> consumer) {
    consumer.subscribe(topics.names(projection.topics()), new Assignments(consumer));
  }

  private void keepPace() {
    long left = pace.after(lastWriteSize).toNanos() - (System.nanoTime() - lastWriteNanos);
    if (left > 0) {
      sleep(Duration.ofNanos(left));
    }
  }

  /** What was fetched meanwhile may be old: at the end of the log, more stands behind it. */
  private void poll(Consumer<byte[], byte[]> consumer) {
    poll(consumer, pollTime());
    if (!pending.isEmpty() && pending.size() < FEW) {
      poll(consumer, AT_HAND);
    }
  }

  private void poll(Consumer<byte[], byte[]> consumer, Duration time) {
    try {
      for (var record : consumer.poll(time)) {
        var read = ReadRecord.read(codec, topics.record(record));
        if (held.holds(read.record().partition())) {
          pending.add(read);
        }
      }
    } catch (InvalidOffsetException e) {
      block(consumer, e);
    }
  }

  private void block(Consumer<byte[], byte[]> consumer, InvalidOffsetException hole) {
    var partitions = topics.partitions(hole.partitions());
    reports.blocked(partitions, hole.getMessage());
    consumer.pause(hole.partitions());
    held.rememberBeyond(topics.offsets(consumer.endOffsets(hole.partitions())));
    held.blocked(partitions);
    forgetPending(partitions);
    lastLookAtBlockedNanos = System.nanoTime();
  }

  private void lookAtBlocked() {
    if (isOver(
        lastLookAtBlockedNanos,
        properties.longestRetry().multipliedBy(RETRIES_BETWEEN_LOOKS_AT_BLOCKED))) {
      lastLookAtBlockedNanos = System.nanoTime();
      held.unclaimBlocked();
    }
  }

  private Duration pollTime() {
    var left = databaseBackoff.remaining();
    return databaseBackoff.isFailing() && left.compareTo(POLL) < 0 ? left : POLL;
  }

  /** Behind the last event stand markers, which move the consumer too, but need no haste. */
  private boolean isWriteDue(Consumer<byte[], byte[]> consumer) {
    if (held.isEmpty() || !databaseBackoff.remaining().isZero()) {
      return false;
    }
    return !pending.isEmpty()
        || isLastWriteUncertain
        || isLookDue()
        || (isOver(lastMoveNanos, properties.idleMove())
            && !held.moves(partition -> position(consumer, partition)).isEmpty());
  }

  /**
   * A database that crashed forgets the last batches. Where no event follows, nothing else would
   * tell.
   */
  private boolean isLookDue() {
    return isOver(lastLookNanos, properties.idleLook());
  }

  private void claim(Consumer<byte[], byte[]> consumer) {
    var partitions = held.unclaimed();
    if (partitions.isEmpty()
        || !databaseBackoff.remaining().isZero()
        || System.nanoTime() - pausedUntilNanos < 0) {
      return;
    }
    try {
      var granted = positions.claim(projection, partitions);
      if (granted.isEmpty()) {
        isPaused(consumer);
        return;
      }
      var claim = granted.get();
      if (!held.granted(claim)) {
        startOver(consumer);
        return;
      }
      var toRead = held.heldOf(claim);
      toRead.forEach(
          (partition, position) ->
              consumer.seek(topics.partition(partition), position.nextOffset()));
      reports.claimed(toRead);
      reports.blocked(held.blocked(), "it ended before what was applied");
      if (!isLastWriteUncertain) {
        databaseIsBack(consumer);
      }
    } catch (RuntimeException e) {
      databaseIsAway(consumer, e);
    }
  }

  private void write(Consumer<byte[], byte[]> consumer) {
    try {
      if ((isLastWriteUncertain || isLookDue()) && !skipWhatIsWritten()) {
        reports.readsAgain();
        startOver(consumer);
        return;
      }
      isLastWriteUncertain = true;
      writePending(consumer);
      isLastWriteUncertain = false;
      lastMoveNanos = System.nanoTime();
      lastLookNanos = lastMoveNanos;
      databaseIsBack(consumer);
      groupOffsets.report(consumer, held.nextOffsets());
    } catch (PartitionsLostException e) {
      lost(consumer, e);
    } catch (RuntimeException e) {
      databaseIsAway(consumer, e);
    }
  }

  private void writePending(Consumer<byte[], byte[]> consumer) {
    long began = System.nanoTime();
    lastWriteNanos = began;
    lastWriteSize = pending.size();
    var moves = held.moves(partition -> position(consumer, partition));
    if (!moves.isEmpty()) {
      var written = writer.write(new Batch(held.generation(), List.copyOf(pending), moves));
      reports.wrote(written, pending.size(), System.nanoTime() - began);
    }
    held.moved(moves);
    reports.moved(held.nextOffsets(), pending);
    pending.clear();
  }

  /**
   * The last attempt may have been committed, in part or whole, although it failed for us.
   *
   * @return false if earlier ones are gone
   */
  private boolean skipWhatIsWritten() {
    boolean isAllThere = held.refresh(projection.name(), positions);
    pending.removeIf(
        read -> {
          var position = held.all().get(read.record().partition());
          return position == null || read.record().offset() < position.nextOffset();
        });
    return isAllThere;
  }

  /**
   * Somebody else holds our partitions. Only Kafka can give them back, so this worker leaves the
   * group and joins it again; unless the tables were exchanged, an operator paused them, or the
   * database is another one, which asks for nothing but a claim.
   */
  private void lost(Consumer<byte[], byte[]> consumer, PartitionsLostException loss) {
    try {
      var live = positions.findLive(projection.name());
      if (live.isEmpty() || live.get().isPaused()) {
        startOver(consumer);
      } else if (!live.get().generation().equals(held.generation())) {
        reports.goesOverToOtherTables();
        startOver(consumer);
      } else {
        reports.lost(loss.partitions());
        forgetAll();
        consumer.unsubscribe();
        subscribe(consumer);
      }
    } catch (RuntimeException e) {
      databaseIsAway(consumer, e);
    }
  }

  private void startOver(Consumer<byte[], byte[]> consumer) {
    pending.clear();
    held.unclaimAll();
    isLastWriteUncertain = false;
    consumer.pause(consumer.assignment());
  }

  private void forgetAll() {
    pending.clear();
    held.dropAll();
    isLastWriteUncertain = false;
  }

  private void drop(Collection<LogPartition> partitions) {
    held.dropped(partitions);
    forgetPending(partitions);
  }

  private void forgetPending(Collection<LogPartition> partitions) {
    pending.removeIf(read -> partitions.contains(read.record().partition()));
  }

  /** The partitions stay ours, and are claimed again and again until an operator resumes. */
  private void isPaused(Consumer<byte[], byte[]> consumer) {
    reports.databaseIsBack();
    reports.paused();
    databaseBackoff.succeeded();
    startOver(consumer);
    pausedUntilNanos = System.nanoTime() + PAUSE.toNanos();
  }

  private void databaseIsAway(Consumer<byte[], byte[]> consumer, RuntimeException failure) {
    reports.databaseIsAway(failure);
    databaseBackoff.failed();
    consumer.pause(consumer.assignment());
  }

  private void databaseIsBack(Consumer<byte[], byte[]> consumer) {
    reports.databaseIsBack();
    databaseBackoff.succeeded();
    consumer.resume(topics.kafkaPartitions(held.all().keySet()));
  }

  private long position(Consumer<byte[], byte[]> consumer, LogPartition partition) {
    return consumer.position(topics.partition(partition));
  }

  private boolean isStopping() {
    return stop.getCount() == 0;
  }

  private void sleep(Duration duration) {
    try {
      stop.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.countDown();
    }
  }

  private final class Assignments implements ConsumerRebalanceListener {
    private final Consumer<byte[], byte[]> consumer;

    Assignments(Consumer<byte[], byte[]> consumer) {
      this.consumer = consumer;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
      // Until the claim says where to read on, nothing must be fetched, from wherever.
      assigned.forEach(partition -> consumer.seek(partition, 0));
      consumer.pause(assigned);
      held.assigned(topics.partitions(assigned));
      claim(consumer);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
      giveUp(revoked, reports::gaveBack);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> lost) {
      giveUp(lost, reports::wasDeprivedOf);
    }

    private void giveUp(
        Collection<TopicPartition> partitions,
        java.util.function.Consumer<Set<LogPartition>> report) {
      if (!partitions.isEmpty()) {
        var gone = topics.partitions(partitions);
        report.accept(gone);
        drop(gone);
      }
    }
  }
}
