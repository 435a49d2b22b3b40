package dev.manadeck.projection.replay;

import dev.manadeck.projection.replay.PlanStore.Slice;
import dev.manadeck.projection.replay.PlanStore.SliceState;
import dev.manadeck.projection.replay.Replay.Kind;
import dev.manadeck.projection.runtime.Batch;
import dev.manadeck.projection.runtime.BatchWriter;
import dev.manadeck.projection.runtime.Positions;
import dev.manadeck.projection.runtime.Table;
import java.util.List;
import java.util.TreeMap;

/** Completes loaded tables: their keys and indexes, and what could not be loaded. */
final class Indexing {
  private final Run run;
  private final ReplayProperties properties;
  private final BuildProgress progress;
  private final PlanStore plan;
  private final GenerationTableStore tables;

  Indexing(Run run, ReplayProperties properties, BuildProgress progress) {
    this.run = run;
    this.properties = properties;
    this.progress = progress;
    var db = run.database().db();
    plan = new PlanStore(db);
    tables = new GenerationTableStore(db);
  }

  /** Can be done again from its start. */
  void complete() {
    SideBySide.each(run, properties.loaders(), run.projection().allTables(), this::complete);
    plan.slices(run.id(), SliceState.REFUSED).forEach(this::apply);
  }

  private List<Table<?>> complete(Table<?> table) {
    tables.addKey(run.generation(), table.name());
    if (isQueried()) {
      run.control().check();
      tables.addIndexes(run.generation(), table.name());
    }
    tables.analyze(run.generation(), table.name());
    return List.of();
  }

  /** The tables of other runs are compared and dropped. */
  private boolean isQueried() {
    return run.replay().order().kind() == Kind.REBUILD;
  }

  /** Batch by batch, as live workers do, so that what the database refuses is parked. */
  private void apply(Slice refused) {
    var database = run.database();
    var positions = new Positions(database.db(), database.transaction());
    var writer =
        new BatchWriter(run.projection(), database.db(), database.nestedTransaction(), positions);
    try (var loader =
        new SliceLoader(
            "applier", run, plan.targets(run.id()), properties.eventsOfSlice(), progress)) {
      database
          .transaction()
          .executeWithoutResult(
              status -> {
                loader.begin(refused);
                while (!loader.isAtEnd()) {
                  run.control().check();
                  writer.write(
                      new Batch(run.generation(), loader.readOn(refused), new TreeMap<>()));
                }
                run.getOn(() -> plan.mark(run.id(), refused, SliceState.LOADED));
              });
    }
  }
}
