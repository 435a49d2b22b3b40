package dev.manadeck.projection.replay;

import dev.manadeck.projection.replay.PlanStore.SliceState;
import dev.manadeck.projection.replay.Replay.Kind;
import dev.manadeck.projection.replay.Replay.State;
import dev.manadeck.projection.runtime.Positions;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of a run, from the one at which it stands. Each step takes effect in one transaction
 * that checks the lease, or can be done again from its start.
 */
final class ReplayRun {
  private static final Logger log = LoggerFactory.getLogger(ReplayRun.class);
  private static final int SMALL_LAG = 2_000;

  private final Run run;
  private final ReplayProperties properties;
  private final BuildProgress progress;
  private final Comparison comparison;
  private final ReplayStore replays;
  private final PlanStore plan;
  private final GenerationStore generations;
  private final Positions positions;

  ReplayRun(Run run, ReplayProperties properties, BuildProgress progress) {
    this.run = run;
    this.properties = properties;
    this.progress = progress;
    comparison = new Comparison(run);
    var db = run.database().db();
    replays = new ReplayStore(db);
    plan = new PlanStore(db);
    generations = new GenerationStore(db);
    positions = new Positions(db, run.database().transaction());
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
          run.projection().name(),
          state.text(),
          Duration.ofNanos(System.nanoTime() - began).toMillis(),
          next.text());
      state = next;
    }
  }

  /** The live tables are as they were; of the run nothing is left soon but its record. */
  void abandon(State as, String error) {
    run.change(
        () -> {
          if (run.replay().order().kind() != Kind.ROLLBACK) {
            expireTables();
          }
          run.end(as, error);
        });
  }

  /** To drop them here would be to wait for whoever reads them, as a backup does. */
  private void expireTables() {
    generations.expireBuild(run.projection().name(), run.generation().number());
  }

  /**
   * Does what is to be done in that state.
   *
   * @return the state that follows
   */
  State step(State state) {
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
    var planning = new Planning(run, properties, comparison);
    return switch (run.replay().order().kind()) {
      case REBUILD, VERIFICATION, REPAIR -> planning.planBuild();
      case ROLLBACK -> planning.planRollback();
    };
  }

  private State build() {
    var targets = plan.targets(run.id());
    progress.begin(targets, plan.slices(run.id(), SliceState.LOADED));
    try (var loading = new Loading(run, targets, properties, progress)) {
      loading.load(plan.slices(run.id(), SliceState.OPEN));
    }
    return run.enter(State.INDEXING);
  }

  private State index() {
    new Indexing(run, properties, progress).complete();
    return run.change(
        () -> {
          positions.begin(run.projection().name(), run.generation(), plan.targets(run.id()));
          return afterIndexing();
        });
  }

  private State afterIndexing() {
    var order = run.replay().order();
    return switch (order.kind()) {
      case VERIFICATION -> run.enter(State.VERIFYING);
      case REPAIR -> run.enter(order.isDryRun() ? State.VERIFYING : State.SWAPPING);
      case REBUILD -> order.isSwapWanted() ? run.enter(State.FOLLOWING) : keep();
      case ROLLBACK -> throw new IllegalStateException("A rollback builds nothing");
    };
  }

  private State keep() {
    generations.keepForInspection(
        run.projection().name(), run.generation().number(), properties.inspectionKept());
    return run.complete();
  }

  private State follow() {
    try (var follower = new TailFollower(run)) {
      for (var to = follower.liveOffsets();
          follower.lag(to) > SMALL_LAG;
          to = follower.liveOffsets()) {
        follower.catchUp(to);
      }
    }
    return run.enter(comparison.isDue() ? State.VERIFYING : State.SWAPPING);
  }

  private State verify() {
    var report = compared();
    run.change(() -> replays.report(run.id(), report));
    return switch (run.replay().order().kind()) {
      case VERIFICATION, REPAIR -> drop();
      case REBUILD -> {
        refuseDifferences(report);
        yield run.enter(State.SWAPPING);
      }
      case ROLLBACK -> throw new IllegalStateException("A rollback is not verified");
    };
  }

  private Report compared() {
    try (var meanwhile = Executors.newVirtualThreadPerTaskExecutor()) {
      if (run.replay().order().isSwapWanted()) {
        meanwhile.execute(new Exchange(run)::sendVacuumsAway);
      }
      return comparison.inOneSnapshot();
    }
  }

  private State drop() {
    return run.change(
        () -> {
          expireTables();
          return run.complete();
        });
  }

  private static void refuseDifferences(Report report) {
    if (!report.isClean()) {
      throw new RefusedException(
          ("%d rows differ between the live tables and the log although the code is the same:"
                  + " nothing was exchanged. A forced replay exchanges the tables all the same.")
              .formatted(report.differingRowCount()));
    }
  }

  private State swap() {
    return switch (run.replay().order().kind()) {
      case REPAIR -> new Repair(run, comparison).repair();
      case REBUILD, ROLLBACK -> new Exchange(run).exchange();
      case VERIFICATION -> throw new IllegalStateException("A verification changes nothing");
    };
  }
}
