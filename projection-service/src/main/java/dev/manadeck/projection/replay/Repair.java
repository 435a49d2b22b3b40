package dev.manadeck.projection.replay;

import dev.manadeck.projection.replay.Replay.State;
import dev.manadeck.projection.runtime.Generation;
import dev.manadeck.projection.runtime.Positions;

/** The rows of a run's scope take the place of the live ones, if they differ. */
final class Repair {
  private final Run run;
  private final Comparison comparison;
  private final ComparisonQueries rows;
  private final ReplayStore replays;
  private final GenerationTableStore tables;
  private final Positions positions;

  Repair(Run run, Comparison comparison) {
    this.run = run;
    this.comparison = comparison;
    var db = run.database().db();
    rows = new ComparisonQueries(db, run.scope());
    replays = new ReplayStore(db);
    tables = new GenerationTableStore(db);
    positions = new Positions(db, run.database().transaction());
  }

  State repair() {
    try (var follower = new TailFollower(run)) {
      follower.catchUp(follower.liveOffsets());
      return run.change(() -> repair(follower));
    }
  }

  /** In one transaction, in which nobody else moves the live tables on. */
  private State repair(TailFollower follower) {
    var live = positions.lockLive(run.projection().name());
    if (follower.isAheadOf(live.nextOffsets())) {
      throw new RefusedException(
          "The database has forgotten its last batches: begin anew when the lag is gone");
    }
    follower.catchUp(live.nextOffsets());
    var report = comparison.of(live.generation(), live.nextOffsets());
    if (!report.isClean()) {
      replaceRows(live.generation());
    }
    replays.report(run.id(), report);
    tables.drop(run.projection(), run.generation());
    return run.complete();
  }

  private void replaceRows(Generation live) {
    run.projection()
        .allTables()
        .forEach(table -> rows.replaceRows(table.name(), live, run.generation()));
  }
}
