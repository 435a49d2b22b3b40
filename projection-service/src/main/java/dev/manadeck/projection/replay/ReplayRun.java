package dev.manadeck.projection.replay;

import dev.manadeck.projection.log.LogReader;
import dev.manadeck.projection.log.LogTruncatedException;
import dev.manadeck.projection.replay.PlanStore.Slice;
import dev.manadeck.projection.replay.PlanStore.SliceState;
import dev.manadeck.projection.replay.Replay.Kind;
import dev.manadeck.projection.replay.Replay.State;
import dev.manadeck.projection.replay.Report.RowDifference;
import dev.manadeck.projection.runtime.BackgroundDatabase;
import dev.manadeck.projection.runtime.Batch;
import dev.manadeck.projection.runtime.BatchWriter;
import dev.manadeck.projection.runtime.Generation;
import dev.manadeck.projection.runtime.LiveHold;
import dev.manadeck.projection.runtime.LogPartition;
import dev.manadeck.projection.runtime.Positions;
import dev.manadeck.projection.runtime.Table;
import dev.manadeck.projection.runtime.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of a run, from the one at which it stands. Each step takes effect in one transaction
 * that checks the lease, or can be done again from its start.
 */
final class ReplayRun {
  private static final Logger log = LoggerFactory.getLogger(ReplayRun.class);

  /** So short that readers hardly notice, and that no deadlock detection comes first. */
  private static final Duration SHORT_SWAP_WAIT = Duration.ofMillis(250);

  /** A vacuum of the live tables gives way only to whoever has waited for a second. */
  private static final Duration LONG_SWAP_WAIT = Duration.ofMillis(1_500);

  private static final int SHORT_SWAP_WAITS = 4;

  private static final Duration BEFORE_NEXT_ATTEMPT = Duration.ofMillis(100);
  private static final int SMALL_LAG = 2_000;
  private static final int MOST_DIFFERENCES = 1_000;

  private final Run run;
  private final ReplayProperties properties;
  private final BackgroundDatabase database;
  private final BuildProgress progress;
  private final ReplayStore replays;
  private final PlanStore plan;
  private final GenerationStore generations;
  private final ComparisonQueries comparison;
  private final Positions positions;

  ReplayRun(
      Run run, ReplayProperties properties, BackgroundDatabase database, BuildProgress progress) {
    this.run = run;
    this.properties = properties;
    this.database = database;
    this.progress = progress;
    var db = database.db();
    replays = new ReplayStore(db);
    plan = new PlanStore(db);
    generations = new GenerationStore(db);
    comparison = new ComparisonQueries(db, run.scope());
    positions = new Positions(db, database.transaction());
  }

  void goOn() {
    var state = run.replay().state();
    while (!state.isFinal()) {
      run.control().check();
      long began = System.nanoTime();
      var next = step(state);
      log.info(
          "{} of {}: {} took {} ms, {} comes next",
          run.replay().order().kind().text(),
          name(),
          state.text(),
          Duration.ofNanos(System.nanoTime() - began).toMillis(),
          next.text());
      state = next;
    }
  }

  /** The live tables are as they were; nothing else is left of the run but its record. */
  void abandon(State as, String error) {
    database
        .transaction()
        .executeWithoutResult(
            status -> {
              replays.hold(run.lease());
              if (run.replay().order().kind() != Kind.ROLLBACK) {
                generations.drop(run.projection(), run.generation());
              }
              replays.end(run.id(), as, error);
            });
  }

  private State step(State state) {
    return switch (state) {
      case WAITING -> plan();
      case BUILDING -> build();
      case INDEXING -> index();
      case FOLLOWING -> follow();
      case VERIFYING -> verify();
      case SWAPPING -> swap();
      case COMPLETED, FAILED, CANCELLED -> state;
    };
  }

  private State plan() {
    return switch (run.replay().order().kind()) {
      case REBUILD, VERIFICATION, REPAIR -> planBuild();
      case ROLLBACK -> planRollback();
    };
  }

  private State planRollback() {
    if (generations.kept(name()).isEmpty()) {
      throw new RefusedException("The earlier tables of %s were dropped".formatted(name()));
    }
    return database
        .transaction()
        .execute(
            status -> {
              replays.hold(run.lease());
              replays.useGeneration(run.id(), run.generation().number());
              return entered(State.FOLLOWING);
            });
  }

  private State planBuild() {
    var targets = targets();
    long count = targets.values().stream().mapToLong(Long::longValue).sum();
    return database
        .transaction()
        .execute(
            status -> {
              replays.hold(run.lease());
              generations.create(run.projection(), run.generation());
              sharedTables().forEach(table -> generations.addKey(run.generation(), table.name()));
              plan.create(run.id(), targets, slices(targets));
              replays.beginBuilding(run.id(), run.generation().number(), count);
              return State.BUILDING;
            });
  }

  private SortedMap<LogPartition, Long> targets() {
    var topics = run.projection().topics();
    try (var reader = run.readers().apply("planner")) {
      refuseTruncatedLog(reader);
      var ends = reader.ends(topics);
      if (isComparedWithLive()) {
        var live = positions.live(name()).generation();
        var held = Positions.nextOffsets(positions.held(name(), live));
        ends.replaceAll((partition, end) -> Math.min(end, held.getOrDefault(partition, 0L)));
      }
      return switch (run.replay().order().asOf()) {
        case null -> ends;
        case AsOf.AtInstant at -> reader.endsAt(topics, at.instant());
        case AsOf.AtOffsets at -> at.within(ends);
      };
    }
  }

  private void refuseTruncatedLog(LogReader reader) {
    var truncated = new TreeSet<LogPartition>();
    reader
        .beginnings(run.projection().topics())
        .forEach(
            (partition, first) -> {
              if (first > 0) {
                truncated.add(partition);
              }
            });
    if (!truncated.isEmpty()) {
      throw new LogTruncatedException(truncated);
    }
  }

  /** What a comparison needs must never be ahead of the live tables. */
  private boolean isComparedWithLive() {
    return switch (run.replay().order().kind()) {
      case VERIFICATION, REPAIR -> true;
      case REBUILD -> isGated();
      case ROLLBACK -> false;
    };
  }

  /** The same code must make the same rows: if it does not, somebody should look first. */
  private boolean isGated() {
    var order = run.replay().order();
    return order.isSwapWanted()
        && !order.isForced()
        && order.asOf() == null
        && generations.liveCodeVersion(name()) == run.projection().codeVersion();
  }

  /** Those of a rebuild alone are ever queried. */
  private boolean isIndexed() {
    return run.replay().order().kind() == Kind.REBUILD;
  }

  private List<Table<?>> sharedTables() {
    return run.projection().allTables().stream().filter(Table::isShared).toList();
  }

  private List<Slice> slices(SortedMap<LogPartition, Long> targets) {
    var ofPartition = new TreeMap<Integer, Long>();
    targets.forEach(
        (partition, end) -> {
          if (end > 0) {
            ofPartition.merge(partition.number(), end, Long::sum);
          }
        });
    var slices = new ArrayList<Slice>();
    ofPartition.forEach(
        (partition, events) -> {
          int parts = Math.toIntExact(1 + events / properties.eventsOfSlice());
          HashRange.all(parts).forEach(range -> slices.add(new Slice(partition, range)));
        });
    return slices;
  }

  private State build() {
    var targets = plan.targets(run.id());
    progress.begin(targets, plan.slices(run.id(), SliceState.LOADED));
    try (var loading = new Loading(run, targets, properties, progress, database)) {
      loading.load(plan.slices(run.id(), SliceState.OPEN));
    }
    return enter(State.INDEXING);
  }

  private State index() {
    for (var table : run.projection().allTables()) {
      run.control().check();
      generations.addKey(run.generation(), table.name());
    }
    applyRefusedSlices();
    for (var table : run.projection().allTables()) {
      if (isIndexed()) {
        run.control().check();
        generations.addIndexes(run.generation(), table.name());
      }
      generations.analyze(run.generation(), table.name());
    }
    return database
        .transaction()
        .execute(
            status -> {
              replays.hold(run.lease());
              positions.begin(name(), run.generation(), plan.targets(run.id()));
              return afterIndexing();
            });
  }

  private State afterIndexing() {
    var order = run.replay().order();
    return switch (order.kind()) {
      case VERIFICATION -> entered(State.VERIFYING);
      case REPAIR -> entered(order.isDryRun() ? State.VERIFYING : State.SWAPPING);
      case REBUILD -> {
        if (order.isSwapWanted()) {
          yield entered(State.FOLLOWING);
        }
        generations.keepForInspection(
            name(), run.generation().number(), properties.inspectionKept());
        yield ended(State.COMPLETED);
      }
      case ROLLBACK -> throw new IllegalStateException("A rollback builds nothing");
    };
  }

  private void applyRefusedSlices() {
    for (var slice : plan.slices(run.id(), SliceState.REFUSED)) {
      try (var loader =
          new SliceLoader(
              "applier",
              run,
              plan.targets(run.id()),
              properties.eventsOfSlice(),
              progress,
              database)) {
        var writer =
            new BatchWriter(
                run.projection(), database.db(), database.nestedTransaction(), positions);
        database
            .transaction()
            .executeWithoutResult(
                status -> {
                  loader.begin(slice);
                  while (!loader.isAtEnd()) {
                    run.control().check();
                    writer.write(
                        new Batch(run.generation(), loader.readOn(slice), new TreeMap<>()));
                  }
                  replays.hold(run.lease());
                  plan.mark(run.id(), slice, SliceState.LOADED);
                });
      }
    }
  }

  private State follow() {
    try (var follower = follower()) {
      for (var to = whereToFollow(); follower.lag(to) > SMALL_LAG; to = whereToFollow()) {
        follower.catchUp(to);
      }
    }
    return enter(
        run.replay().order().kind() == Kind.REBUILD && isGated()
            ? State.VERIFYING
            : State.SWAPPING);
  }

  private SortedMap<LogPartition, Long> whereToFollow() {
    var live = positions.live(name()).generation();
    return Positions.nextOffsets(positions.held(name(), live));
  }

  private TailFollower follower() {
    return new TailFollower(
        run,
        positions,
        new BatchWriter(run.projection(), database.db(), database.ownTransaction(), positions));
  }

  private State verify() {
    var report = compare();
    database
        .transaction()
        .executeWithoutResult(
            status -> {
              replays.hold(run.lease());
              replays.report(run.id(), report);
            });
    return switch (run.replay().order().kind()) {
      case VERIFICATION, REPAIR -> endAndDrop();
      case REBUILD -> {
        if (!report.isClean()) {
          throw new RefusedException(
              ("%d rows differ between the live tables and the log although the code is the same:"
                      + " nothing was exchanged. A forced replay exchanges the tables all the same.")
                  .formatted(report.differingRowCount()));
        }
        yield enter(State.SWAPPING);
      }
      case ROLLBACK -> throw new IllegalStateException("A rollback is not verified");
    };
  }

  /** Of both in one snapshot, at one position; live workers wait only until that is taken. */
  private Report compare() {
    try (var follower = follower()) {
      follower.catchUp(whereToFollow());
      var hold = holdNotBehind(follower);
      try {
        var at = hold.nextOffsets();
        follower.catchUp(at);
        return database
            .snapshot()
            .execute(
                status -> {
                  var live = positions.live(name()).generation();
                  hold.close();
                  return compare(live, at);
                });
      } finally {
        hold.close();
      }
    }
  }

  /**
   * The live tables may be behind these: a database that crashed forgets the last batches, and live
   * workers apply them again.
   */
  private LiveHold holdNotBehind(TailFollower follower) {
    while (true) {
      var hold = LiveHold.on(database.dataSource(), name());
      if (!follower.isAheadOf(hold.nextOffsets())) {
        return hold;
      }
      hold.close();
      run.control().sleep(BEFORE_NEXT_ATTEMPT);
    }
  }

  private Report compare(Generation live, SortedMap<LogPartition, Long> at) {
    long compared = 0;
    long differing = 0;
    var differences = new ArrayList<RowDifference>();
    for (var table : run.projection().allTables()) {
      run.control().check();
      var found =
          comparison.compare(
              table.name(), live, run.generation(), MOST_DIFFERENCES - differences.size());
      compared += found.rowCount();
      differing += found.differingCount();
      differences.addAll(found.differences());
    }
    return new Report(named(at), compared, differing, differences);
  }

  private static SortedMap<String, Long> named(SortedMap<LogPartition, Long> at) {
    return at.entrySet().stream()
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().toString(),
                SortedMap.Entry::getValue,
                (one, other) -> one,
                TreeMap::new));
  }

  private State swap() {
    if (run.replay().order().kind() == Kind.REPAIR) {
      return repair();
    }
    generations
        .tableOfAnotherShape(run.projection(), run.generation())
        .ifPresent(
            table -> {
              throw new RefusedException(
                  "The table %s has other columns by now than generation %d has"
                      .formatted(table, run.generation().number()));
            });
    try (var follower = follower()) {
      for (int attempt = 1; ; attempt++) {
        run.control().check();
        follower.catchUp(whereToFollow());
        var longestWait = attempt % (SHORT_SWAP_WAITS + 1) == 0 ? LONG_SWAP_WAIT : SHORT_SWAP_WAIT;
        try {
          return database.transaction().execute(status -> exchange(follower, longestWait));
        } catch (RuntimeException e) {
          if (!Trouble.isLockRefused(e)) {
            throw e;
          }
          log.info("Readers are in the tables of {}: the swap is tried again", name());
          run.control().sleep(BEFORE_NEXT_ATTEMPT);
        }
      }
    }
  }

  /** In one transaction, in which nobody else moves the live tables on. */
  private State exchange(TailFollower follower, Duration longestWait) {
    replays.hold(run.lease());
    var live = positions.lockLive(name());
    follower.catchUp(live.nextOffsets());
    generations.doNotWaitForLocks(longestWait);
    generations.swap(run.projection(), live.generation(), run.generation());
    return ended(State.COMPLETED);
  }

  private State repair() {
    try (var follower = follower()) {
      follower.catchUp(whereToFollow());
      return database
          .transaction()
          .execute(
              status -> {
                replays.hold(run.lease());
                var live = positions.lockLive(name());
                if (follower.isAheadOf(live.nextOffsets())) {
                  throw new RefusedException(
                      "The database has forgotten its last batches: begin anew when the lag is gone");
                }
                follower.catchUp(live.nextOffsets());
                var report = compare(live.generation(), live.nextOffsets());
                if (!report.isClean()) {
                  replaceRows(live.generation());
                }
                replays.report(run.id(), report);
                generations.drop(run.projection(), run.generation());
                return ended(State.COMPLETED);
              });
    }
  }

  private void replaceRows(Generation live) {
    run.projection()
        .allTables()
        .forEach(table -> comparison.replaceRows(table.name(), live, run.generation()));
  }

  private State endAndDrop() {
    return database
        .transaction()
        .execute(
            status -> {
              replays.hold(run.lease());
              generations.drop(run.projection(), run.generation());
              return ended(State.COMPLETED);
            });
  }

  private State enter(State state) {
    return database
        .transaction()
        .execute(
            status -> {
              replays.hold(run.lease());
              return entered(state);
            });
  }

  private State entered(State state) {
    replays.enter(run.id(), state);
    return state;
  }

  private State ended(State state) {
    replays.end(run.id(), state, null);
    return state;
  }

  private String name() {
    return run.projection().name();
  }
}
