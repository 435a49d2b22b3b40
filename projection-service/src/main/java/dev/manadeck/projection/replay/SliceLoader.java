package dev.manadeck.projection.replay;

import dev.manadeck.projection.log.LogReader;
import dev.manadeck.projection.replay.PlanStore.Slice;
import dev.manadeck.projection.replay.PlanStore.SliceState;
import dev.manadeck.projection.runtime.BackgroundDatabase;
import dev.manadeck.projection.runtime.BulkFold;
import dev.manadeck.projection.runtime.GenerationLoad;
import dev.manadeck.projection.runtime.LogPartition;
import dev.manadeck.projection.runtime.LogRecord;
import dev.manadeck.projection.runtime.ParkedEvents;
import dev.manadeck.projection.runtime.ReadRecord;
import dev.manadeck.projection.runtime.Trouble;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds slices of the log in memory and loads the rows, each slice in one transaction. For one
 * thread.
 */
final class SliceLoader implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SliceLoader.class);

  private final Run run;
  private final SortedMap<LogPartition, Long> targets;
  private final long mostEvents;
  private final BuildProgress progress;
  private final BackgroundDatabase database;
  private final PlanStore plan;
  private final ParkedEvents parkedEvents;
  private final LogReader reader;

  SliceLoader(
      String name,
      Run run,
      SortedMap<LogPartition, Long> targets,
      long mostEvents,
      BuildProgress progress) {
    this.run = run;
    this.targets = targets;
    this.mostEvents = mostEvents;
    this.progress = progress;
    database = run.database();
    plan = new PlanStore(database.db());
    parkedEvents = new ParkedEvents(database.db());
    reader = run.readers().apply(name);
  }

  /**
   * @return what is to be loaded in its place: nothing, unless it does not fit in memory
   */
  List<Slice> load(Slice slice) {
    var fold = new BulkFold(run.projection().tables());
    var parts = fold(slice, fold);
    if (!parts.isEmpty()) {
      return instead(slice, parts);
    }
    if (isQueueTornApart(slice, fold)) {
      throw queueDoesNotFit(slice);
    }
    try {
      save(slice, fold);
    } catch (RuntimeException e) {
      if (!isBlamedOnData(e)) {
        throw e;
      }
      log.warn("The database refused rows of {}: {}", slice, e.getMessage());
      mark(slice, SliceState.REFUSED);
    }
    progress.finished(slice);
    return List.of();
  }

  /**
   * @return what to fold in its place if there are too many events to hold; those of one hash are
   *     never divided
   */
  private List<Slice> fold(Slice slice, BulkFold fold) {
    long lowest = Long.MAX_VALUE;
    long highest = 0;
    begin(slice);
    while (!reader.isAtEnd()) {
      run.control().check();
      var records = poll(slice);
      run.control().awaitTurn(records.size());
      for (var record : records) {
        var read = run.read(record);
        if (read != null) {
          long hash = hash(read);
          if (slice.range().holds(hash)) {
            lowest = Math.min(lowest, hash);
            highest = Math.max(highest, hash);
            fold.add(read);
          }
        }
      }
      if (fold.size() > mostEvents && lowest < highest) {
        return slice.dividedBehind(lowest + (highest - lowest) / 2);
      }
      if (fold.parkedSize() > mostEvents) {
        throw queueDoesNotFit(slice);
      }
      progress.read(slice, reader.positions().values().stream().mapToLong(Long::longValue).sum());
    }
    return List.of();
  }

  /** A broken event belongs to no group of rows, but to some slice it must. */
  private long hash(ReadRecord read) {
    var event = read.event();
    int groupHash =
        event == null ? 0 : spread(run.projection().rowGroup().applyAsInt(event.event()));
    return HashRange.hash(keyHash(read.record().key()), groupHash);
  }

  private static RefusedException queueDoesNotFit(Slice slice) {
    return new RefusedException(
        "An event in partition %d cannot be applied, and the events of its key do not fit in"
                .formatted(slice.partition())
            + " memory at once. Give the service more heap, or raise"
            + " manadeck.replays.events-in-memory.");
  }

  private boolean isQueueTornApart(Slice slice, BulkFold fold) {
    return fold.parked().stream()
        .map(parked -> keyHash(parked.read().record().key()))
        .anyMatch(keyHash -> !slice.range().holdsAllOf(keyHash));
  }

  private void save(Slice slice, BulkFold fold) {
    var name = run.projection().name();
    database
        .transaction()
        .executeWithoutResult(
            status -> {
              fold.load(new GenerationLoad(database.db(), run.generation()));
              parkedEvents.park(name, run.generation(), fold.parked());
              mark(slice, SliceState.LOADED);
            });
  }

  /** A number may be out of the range that the encoder, or the database, has for it. */
  private static boolean isBlamedOnData(RuntimeException failure) {
    return failure instanceof ArithmeticException || Trouble.isBlamedOnData(failure);
  }

  private List<Slice> instead(Slice slice, List<Slice> parts) {
    progress.givenUp(slice);
    run.getOn(() -> plan.replace(run.id(), slice, parts));
    return parts;
  }

  private void mark(Slice slice, SliceState state) {
    run.getOn(() -> plan.mark(run.id(), slice, state));
  }

  /** To read the slice's events for somebody else who applies them. */
  void begin(Slice slice) {
    reader.seek(Map.of(), targetsOf(slice));
  }

  boolean isAtEnd() {
    return reader.isAtEnd();
  }

  /** The next ones, none if Kafka has not answered in a moment. */
  List<ReadRecord> readOn(Slice slice) {
    return poll(slice).stream()
        .map(run::read)
        .filter(read -> read != null && slice.range().holds(hash(read)))
        .toList();
  }

  private List<LogRecord> poll(Slice slice) {
    return reader.poll(key -> run.isWanted(key) && slice.range().holdsAnyOf(keyHash(key)));
  }

  private SortedMap<LogPartition, Long> targetsOf(Slice slice) {
    var ofSlice = new TreeMap<>(targets);
    ofSlice.keySet().removeIf(partition -> partition.number() != slice.partition());
    return ofSlice;
  }

  private static int keyHash(byte @Nullable [] recordKey) {
    return spread(Arrays.hashCode(recordKey));
  }

  /** So that similar keys do not stand close together. */
  private static int spread(int hash) {
    int spread = (hash ^ hash >>> 16) * 0x85EBCA6B;
    spread = (spread ^ spread >>> 13) * 0xC2B2AE35;
    return spread ^ spread >>> 16;
  }

  @Override
  public void close() {
    reader.close();
  }
}
