package dev.manadeck.projection.live;

import dev.manadeck.projection.runtime.BatchWriter.Written;
import dev.manadeck.projection.runtime.LogPartition;
import dev.manadeck.projection.runtime.Positions.Held;
import dev.manadeck.projection.runtime.ReadRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one worker tells operators, in the log, in health and in metrics: each thing once, when it
 * begins and when it ends. Confined to the worker's thread.
 */
final class WorkerReports {
  private static final Logger log = LoggerFactory.getLogger(ProjectionWorker.class);

  private final String worker;
  private final String projection;
  private final LiveProgress progress;
  private final WorkerMetrics metrics;
  private boolean isPaused;
  private boolean isWaitingForDatabase;
  private boolean isWaitingForKafka;
  private final Set<LogPartition> blocked = new HashSet<>();

  WorkerReports(String worker, String projection, LiveProgress progress, WorkerMetrics metrics) {
    this.worker = worker;
    this.projection = projection;
    this.progress = progress;
    this.metrics = metrics;
  }

  void waitsForTopics(Set<String> missing) {
    log.info("{} waits for topics that do not exist yet: {}", worker, missing);
    progress.stopped(projection, worker, "waits for topics " + missing);
  }

  void foundTopics() {
    progress.goesOn(projection, worker);
  }

  /** An operator's wish is no obstacle. */
  void paused() {
    if (!isPaused) {
      log.info("{} is paused by an operator", worker);
    }
    isPaused = true;
  }

  void claimed(Map<LogPartition, Held> partitions) {
    isPaused = false;
    if (partitions.isEmpty()) {
      return;
    }
    partitions.keySet().forEach(this::goesOn);
    log.info(
        "{} claimed {}",
        worker,
        partitions.entrySet().stream()
            .map(entry -> "%s at %d".formatted(entry.getKey(), entry.getValue().nextOffset()))
            .collect(Collectors.joining(", ")));
  }

  void gaveBack(Set<LogPartition> partitions) {
    gaveUp(partitions, "gave back");
  }

  void wasDeprivedOf(Set<LogPartition> partitions) {
    gaveUp(partitions, "was deprived of");
  }

  private void gaveUp(Set<LogPartition> partitions, String how) {
    log.info(
        "{} {} {}",
        worker,
        how,
        partitions.stream().sorted().map(LogPartition::toString).collect(Collectors.joining(", ")));
    partitions.forEach(this::goesOn);
    blocked.removeAll(partitions);
    progress.gaveUp(projection, partitions);
  }

  private void goesOn(LogPartition partition) {
    progress.goesOn(projection, partition.toString());
  }

  void wrote(Written written, int events, long nanos) {
    metrics.wrote(written, events, nanos);
    for (var parked : written.parked()) {
      log.warn(
          "{} parked {} offset {}: {}",
          worker,
          parked.partition(),
          parked.offset(),
          parked.error());
    }
  }

  void moved(Map<LogPartition, Long> nextOffsets, List<ReadRecord> applied) {
    var recordedAt = new HashMap<LogPartition, Instant>();
    applied.forEach(read -> recordedAt.put(read.record().partition(), read.record().recordedAt()));
    blocked.removeAll(nextOffsets.keySet());
    progress.applied(projection, nextOffsets, recordedAt);
  }

  void lost(Collection<LogPartition> partitions) {
    metrics.lost(partitions.size());
    log.warn("{} lost {} to another worker and joins the group anew", worker, partitions);
  }

  void goesOverToOtherTables() {
    log.info("{} goes over to the new tables", worker);
  }

  void readsAgain() {
    log.warn("{} reads again what the database has forgotten", worker);
  }

  /** A hole between a position and the log is nothing that goes away: the operator must decide. */
  void blocked(Set<LogPartition> partitions, @Nullable String message) {
    if (blocked.addAll(partitions)) {
      log.error("{} is blocked: the log does not hold what comes next: {}", worker, message);
    }
    for (var partition : partitions) {
      progress.stopped(
          projection,
          partition.toString(),
          "the log does not hold the next offset of " + partition);
    }
  }

  void databaseIsAway(RuntimeException failure) {
    var reason = reasonOf(failure);
    if (!isWaitingForDatabase) {
      log.warn("{} waits for the database: {}", worker, reason);
    }
    isWaitingForDatabase = true;
    progress.stopped(projection, worker, "waits for the database: " + reason);
  }

  void databaseIsBack() {
    if (isWaitingForDatabase) {
      log.info("{} goes on: the database is back", worker);
    }
    isWaitingForDatabase = false;
    progress.goesOn(projection, worker);
  }

  void kafkaIsAway(Throwable failure) {
    if (!isWaitingForKafka) {
      log.warn("{} waits for Kafka: {}", worker, failure.getMessage());
    }
    waitsForKafka("waits for Kafka: " + failure.getMessage());
  }

  /** With the stack trace, the first time: it may be a bug. */
  void failed(Throwable failure) {
    if (!isWaitingForKafka) {
      log.error("{} failed and starts over", worker, failure);
    }
    waitsForKafka("failed: " + failure);
  }

  private void waitsForKafka(String reason) {
    isWaitingForKafka = true;
    progress.stopped(projection, consumer(), reason);
  }

  void kafkaIsBack() {
    log.info("{} goes on: Kafka is back", worker);
    isWaitingForKafka = false;
    progress.goesOn(projection, consumer());
  }

  /** Stopped and going on by itself: the database may be there while Kafka is not. */
  private String consumer() {
    return "consumer of " + worker;
  }

  void ended() {
    progress.goesOn(projection, worker);
    progress.goesOn(projection, consumer());
  }

  private static String reasonOf(RuntimeException failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }
}
