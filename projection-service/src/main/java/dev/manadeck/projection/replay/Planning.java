package dev.manadeck.projection.replay;

import dev.manadeck.projection.log.LogReader;
import dev.manadeck.projection.log.LogTruncatedException;
import dev.manadeck.projection.replay.PlanStore.Slice;
import dev.manadeck.projection.replay.Replay.State;
import dev.manadeck.projection.runtime.LogPartition;
import dev.manadeck.projection.runtime.ParkedQueues;
import dev.manadeck.projection.runtime.Positions;
import dev.manadeck.projection.runtime.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a run is to do: up to where in the log, and in which slices; or with which tables. */
final class Planning {
  private final Run run;
  private final ReplayProperties properties;
  private final Comparison comparison;
  private final ReplayStore replays;
  private final PlanStore plan;
  private final GenerationStore generations;
  private final GenerationTableStore tables;
  private final Positions positions;

  Planning(Run run, ReplayProperties properties, Comparison comparison) {
    this.run = run;
    this.properties = properties;
    this.comparison = comparison;
    var db = run.database().db();
    replays = new ReplayStore(db);
    plan = new PlanStore(db);
    generations = new GenerationStore(db);
    tables = new GenerationTableStore(db);
    positions = new Positions(db, run.database().transaction());
  }

  State planRollback() {
    run.change(
        () -> {
          refuseUnlessKept();
          replays.useGeneration(run.id(), run.generation().number());
        });
    new Exchange(run).refuseOtherShape();
    ParkedQueues.takeOutSkipped(
        run.projection(),
        run.generation(),
        run.database().db(),
        run.ownChanges(),
        run.control()::check);
    return run.enter(State.FOLLOWING);
  }

  private void refuseUnlessKept() {
    boolean isKept =
        generations
            .kept(name())
            .filter(kept -> kept.number() == run.generation().number())
            .isPresent();
    if (!isKept) {
      throw new RefusedException("The earlier tables of %s were dropped".formatted(name()));
    }
  }

  State planBuild() {
    var targets = targets();
    long count = targets.values().stream().mapToLong(Long::longValue).sum();
    run.change(
        () -> {
          tables.create(run.projection(), run.generation());
          sharedTables().forEach(table -> tables.addKey(run.generation(), table.name()));
          plan.create(run.id(), targets, slices(targets));
          replays.beginBuilding(run.id(), run.generation().number(), count);
        });
    return State.BUILDING;
  }

  private SortedMap<LogPartition, Long> targets() {
    var topics = run.projection().topics();
    try (var reader = run.readers().apply("planner")) {
      refuseTruncatedLog(reader);
      return switch (run.replay().order().asOf()) {
        case null -> comparison.isDue() ? notAheadOfLive(reader.ends(topics)) : reader.ends(topics);
        case AsOf.AtInstant at -> reader.endsAt(topics, at.instant());
        case AsOf.AtOffsets at -> at.within(reader.ends(topics));
      };
    }
  }

  private void refuseTruncatedLog(LogReader reader) {
    var truncated = reader.truncated(run.projection().topics());
    if (!truncated.isEmpty()) {
      throw new LogTruncatedException(truncated);
    }
  }

  /** What was never applied to the live tables cannot be compared with them. */
  private SortedMap<LogPartition, Long> notAheadOfLive(SortedMap<LogPartition, Long> ends) {
    var live = positions.live(name()).generation();
    var held = Positions.nextOffsets(positions.held(name(), live));
    ends.replaceAll((partition, end) -> Math.min(end, held.getOrDefault(partition, 0L)));
    return ends;
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

  private String name() {
    return run.projection().name();
  }
}
