package dev.manadeck.projection.replay;

import dev.manadeck.projection.replay.Replay.State;
import dev.manadeck.projection.runtime.Generation;
import dev.manadeck.projection.runtime.Positions;
import dev.manadeck.projection.runtime.Positions.Locked;
import java.util.Optional;

/** The rows of a run's scope take the place of the live ones, if they differ. */
final class Repair {
  private static final int MOST_ATTEMPTS = 5;

  private final Run run;
  private final Comparison comparison;
  private final ComparisonQueries rows;
  private final ReplayStore replays;
  private final GenerationStore generations;
  private final Positions positions;

  Repair(Run run, Comparison comparison) {
    this.run = run;
    this.comparison = comparison;
    var db = run.database().db();
    rows = new ComparisonQueries(db, run.scope());
    replays = new ReplayStore(db);
    generations = new GenerationStore(db);
    positions = new Positions(db, run.database().transaction());
  }

  State repair() {
    try (var follower = new TailFollower(run)) {
      for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
        var report = comparison.inOneSnapshot();
        var repaired = run.change(() -> repairUnlessMoved(report, follower));
        if (repaired.isPresent()) {
          return repaired.get();
        }
      }
      return run.change(() -> compareAndRepair(follower));
    }
  }

  /**
   * In one transaction, in which nobody else moves the live tables on.
   *
   * @return empty if events have come since they were compared: rows that did not differ then may
   *     have been made from some that did
   */
  Optional<State> repairUnlessMoved(Report report, TailFollower follower) {
    if (report.isClean()) {
      return Optional.of(complete(report));
    }
    var live = lockedLive(follower);
    if (follower.catchUp(live.nextOffsets()) > 0) {
      return Optional.empty();
    }
    replaceRows(live.generation(), report);
    return Optional.of(complete(report));
  }

  /** As {@link #repairUnlessMoved}, but live workers wait for the comparison. */
  State compareAndRepair(TailFollower follower) {
    var live = lockedLive(follower);
    follower.catchUp(live.nextOffsets());
    var report = comparison.of(live.generation(), live.nextOffsets());
    if (!report.isClean()) {
      replaceRows(live.generation(), report);
    }
    return complete(report);
  }

  private Locked lockedLive(TailFollower follower) {
    var live = positions.lockLive(run.projection().name());
    if (follower.isAheadOf(live.nextOffsets())) {
      throw new RefusedException(
          "The database has forgotten its last batches: begin anew when the lag is gone");
    }
    return live;
  }

  private void replaceRows(Generation live, Report report) {
    boolean areAllNamed = report.differences().size() == report.differingRowCount();
    for (var table : run.projection().allTables()) {
      if (areAllNamed) {
        rows.replaceRows(table.name(), live, run.generation(), report.differences());
      } else {
        rows.replaceRows(table.name(), live, run.generation());
      }
    }
  }

  /** The tables are dropped later: whoever reads them must not keep live workers waiting. */
  private State complete(Report report) {
    replays.report(run.id(), report);
    generations.expireBuild(run.projection().name(), run.generation().number());
    return run.complete();
  }
}
