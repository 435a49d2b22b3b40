package dev.manadeck.projection.replay;

import dev.manadeck.projection.replay.Report.RowDifference;
import dev.manadeck.projection.runtime.Generation;
import dev.manadeck.projection.runtime.LiveHold;
import dev.manadeck.projection.runtime.LogPartition;
import dev.manadeck.projection.runtime.Positions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Of a run's tables with the live ones, where both stand at one position. */
final class Comparison {
  private static final Duration BEFORE_NEXT_ATTEMPT = Duration.ofMillis(100);
  private static final int MOST_DIFFERENCES = 1_000;

  private final Run run;
  private final ComparisonQueries queries;
  private final GenerationStore generations;
  private final Positions positions;

  Comparison(Run run) {
    this.run = run;
    var db = run.database().db();
    queries = new ComparisonQueries(db, run.scope());
    generations = new GenerationStore(db);
    positions = new Positions(db, run.database().transaction());
  }

  /** Whether the run makes one. */
  boolean isDue() {
    return switch (run.replay().order().kind()) {
      case VERIFICATION, REPAIR -> true;
      case REBUILD -> isGate();
      case ROLLBACK -> false;
    };
  }

  /** The same code must make the same rows: if it does not, somebody should look first. */
  private boolean isGate() {
    var order = run.replay().order();
    return order.isSwapWanted()
        && !order.isForced()
        && order.asOf() == null
        && generations.liveCodeVersion(name()) == run.projection().codeVersion();
  }

  /** Of both in one snapshot, at one position; live workers wait only until that is taken. */
  Report inOneSnapshot() {
    try (var follower = new TailFollower(run)) {
      follower.catchUp(follower.liveOffsets());
      var hold = holdNotBehind(follower);
      try {
        var at = hold.nextOffsets();
        follower.catchUp(at);
        return run.database()
            .snapshot()
            .execute(
                status -> {
                  var live = positions.live(name()).generation();
                  hold.close();
                  return of(live, at);
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
      var hold = LiveHold.on(run.database().dataSource(), name());
      try {
        if (!follower.isAheadOf(hold.nextOffsets())) {
          return hold;
        }
      } catch (RuntimeException e) {
        hold.close();
        throw e;
      }
      hold.close();
      run.control().sleep(BEFORE_NEXT_ATTEMPT);
    }
  }

  /** The caller sees to it that both stand at that position. */
  Report of(Generation live, SortedMap<LogPartition, Long> at) {
    long compared = 0;
    long differing = 0;
    var differences = new ArrayList<RowDifference>();
    for (var table : run.projection().allTables()) {
      run.control().check();
      var found =
          queries.compare(
              table.name(), live, run.generation(), MOST_DIFFERENCES - differences.size());
      compared += found.rowCount();
      differing += found.differingCount();
      differences.addAll(found.differences());
    }
    return new Report(named(at), compared, differing, differences);
  }

  private static SortedMap<String, Long> named(Map<LogPartition, Long> at) {
    var named = new TreeMap<String, Long>();
    at.forEach((partition, offset) -> named.put(partition.toString(), offset));
    return named;
  }

  private String name() {
    return run.projection().name();
  }
}
