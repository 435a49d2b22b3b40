package dev.manadeck.projection.live;

import dev.manadeck.events.Topic;
import dev.manadeck.projection.log.LogEnds;
import dev.manadeck.projection.runtime.LogPartition;
import dev.manadeck.projection.runtime.ParkedEventQueries;
import dev.manadeck.projection.runtime.Positions;
import dev.manadeck.projection.runtime.Projection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Measures again and again how far each projection is behind the log, also in the partitions that
 * other processes hold. What was measured can be read by any thread.
 */
public final class LagMonitor implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(LagMonitor.class);

  private final List<Projection> projections;
  private final Set<String> names;
  private final Set<Topic> topics;
  private final LogEnds ends;
  private final Positions positions;
  private final ParkedEventQueries parkedEvents;
  private final LiveProgress progress;
  private final Clock clock;
  private final Duration interval;
  private final Map<String, Map<LogPartition, LagHistory>> histories = new HashMap<>();
  private volatile Map<String, List<PartitionLag>> lags = Map.of();
  private volatile Map<String, Long> parkedKeys = Map.of();
  private volatile Set<String> paused = Set.of();
  private volatile Map<LogPartition, Long> lastEnds = Map.of();
  private volatile Map<String, ? extends Map<LogPartition, Long>> lastPositions = Map.of();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile @Nullable String logTrouble;
  private volatile @Nullable Thread thread;

  LagMonitor(
      List<Projection> projections,
      LogEnds ends,
      Positions positions,
      ParkedEventQueries parkedEvents,
      LiveProgress progress,
      Clock clock,
      Duration interval) {
    this.projections = List.copyOf(projections);
    this.ends = ends;
    this.positions = positions;
    this.parkedEvents = parkedEvents;
    this.progress = progress;
    this.clock = clock;
    this.interval = interval;
    names = projections.stream().map(Projection::name).collect(Collectors.toUnmodifiableSet());
    topics =
        projections.stream()
            .map(Projection::topics)
            .flatMap(Collection::stream)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Topic.class)));
  }

  /** By partition, of the live tables; empty until the first measurement. */
  public List<PartitionLag> lag(String projection) {
    return lags.getOrDefault(projection, List.of());
  }

  /** Whether a projection that moves is farther behind than that; one that stands still is not. */
  public boolean isBehind(Duration bound) {
    return lags.entrySet().stream()
        .filter(projection -> !isPaused(projection.getKey()))
        .flatMap(projection -> projection.getValue().stream())
        .anyMatch(lag -> lag.time().compareTo(bound) > 0 && lag.standstill().compareTo(bound) <= 0);
  }

  /** Keys whose events wait behind one that could not be applied. */
  public long parkedKeys(String projection) {
    return parkedKeys.getOrDefault(projection, 0L);
  }

  /** What keeps the projection from following the log, as far as that is known here. */
  public List<String> obstacles(String projection) {
    var obstacles = new ArrayList<>(progress.obstacles(projection));
    for (var lag : lag(projection)) {
      if (lag.nextOffset() > lag.endOffset()) {
        obstacles.add(
            "is beyond the end of %s: the log was shortened or replaced"
                .formatted(lag.partition()));
      }
    }
    return obstacles;
  }

  /** Whether an operator keeps its tables as they are. */
  public boolean isPaused(String projection) {
    return paused.contains(projection);
  }

  void afterMeasuring(Runnable listener) {
    listeners.add(listener);
  }

  /** Why the log's end cannot be read, if that is so. */
  Optional<String> logTrouble() {
    return Optional.ofNullable(logTrouble);
  }

  private void run() {
    try (ends) {
      while (thread != null) {
        measureOrTell();
        Thread.sleep(interval);
      }
    } catch (InterruptedException e) {
      log.debug("The measuring of lag ends");
    }
  }

  private void measureOrTell() throws InterruptedException {
    try {
      measure();
    } catch (RuntimeException e) {
      log.error("Lag could not be measured", e);
    }
  }

  /**
   * Where one side is out of reach, its last known value stands: lag grows, as it does in truth.
   * Positions first: whoever stands behind the end then, stands where there was never anything.
   */
  private void measure() throws InterruptedException {
    try {
      lastPositions = positions.live(names);
      parkedKeys = parkedEvents.countByProjection();
      paused = positions.paused();
    } catch (RuntimeException e) {
      log.debug("Cannot measure the positions", e);
    }
    try {
      lastEnds = ends.read(topics);
      logTrouble = null;
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      log.debug("Cannot measure the log", e);
      logTrouble = "the end of the log cannot be read: " + e.getMessage();
    }
    var now = clock.instant();
    lags =
        projections.stream()
            .collect(Collectors.toMap(Projection::name, projection -> lag(projection, now)));
    listeners.forEach(Runnable::run);
  }

  private List<PartitionLag> lag(Projection projection, Instant now) {
    var moved = lastPositions.get(projection.name());
    var history = histories.computeIfAbsent(projection.name(), any -> new TreeMap<>());
    lastEnds.forEach(
        (partition, end) -> {
          if (projection.topics().contains(partition.topic())) {
            long next = moved == null ? 0 : moved.getOrDefault(partition, 0L);
            history.computeIfAbsent(partition, any -> new LagHistory()).sample(now, next, end);
          }
        });
    return history.entrySet().stream()
        .map(
            entry -> {
              var lag = entry.getValue();
              return new PartitionLag(
                  entry.getKey(),
                  lag.nextOffset(),
                  lag.endOffset(),
                  lag.events(),
                  time(projection, entry.getKey(), lag, now),
                  lag.standstill());
            })
        .toList();
  }

  /**
   * While a worker here catches up, the age of its last event tells more than what we have seen.
   */
  private Duration time(
      Projection projection, LogPartition partition, LagHistory lag, Instant now) {
    if (lag.events() == 0 || !lag.movedLately()) {
      return lag.time();
    }
    return progress
        .lastApplied(projection.name(), partition)
        .map(recordedAt -> Duration.between(recordedAt, now))
        .filter(age -> age.compareTo(lag.time()) > 0)
        .orElse(lag.time());
  }

  @Override
  public void start() {
    thread = Thread.ofVirtual().name("projection-lag").unstarted(this::run);
    thread.start();
  }

  @Override
  public void stop() {
    var running = thread;
    thread = null;
    if (running != null) {
      running.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
