package dev.manadeck.projection.replay;

import dev.manadeck.projection.replay.Replay.State;
import dev.manadeck.projection.runtime.Positions;
import dev.manadeck.projection.runtime.Trouble;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The run's tables take the place of the live ones. */
final class Exchange {
  private static final Logger log = LoggerFactory.getLogger(Exchange.class);

  /** A vacuum of the live tables gives way only to whoever has waited for a second. */
  private static final Duration UNTIL_VACUUM_GIVES_WAY = Duration.ofMillis(1_500);

  /** So short that readers hardly notice, and that no deadlock detection comes first. */
  private static final Duration UNTIL_READERS_ARE_GONE = Duration.ofMillis(250);

  private static final Duration AS_LONG_AS_IT_TAKES = Duration.ZERO;

  private final Run run;
  private final GenerationTableStore tables;
  private final Positions positions;

  Exchange(Run run) {
    this.run = run;
    var db = run.database().db();
    tables = new GenerationTableStore(db);
    positions = new Positions(db, run.database().transaction());
  }

  /** Those under way begin again later. Done before the exchange, it need not be waited for. */
  void sendVacuumsAway() {
    try {
      run.database().transaction().executeWithoutResult(status -> keepVacuumOut());
    } catch (RuntimeException e) {
      log.info("A vacuum of {} may hold the swap up: {}", name(), e.getMessage());
    }
  }

  /** As often as it takes: readers come first. */
  State exchange() {
    var attempts = new SwapAttempts();
    try (var follower = new TailFollower(run)) {
      while (true) {
        run.control().check();
        refuseOtherShape();
        addNewIndexes();
        follower.catchUp(follower.liveOffsets());
        try {
          return run.change(() -> exchange(follower));
        } catch (RuntimeException e) {
          if (!Trouble.isLockRefused(e)) {
            throw e;
          }
          leaveToOthers(attempts);
        }
      }
    }
  }

  private void leaveToOthers(SwapAttempts attempts) {
    var pause = attempts.givenUp();
    if (attempts.isWorthALine()) {
      log.info(
          "Others are in the tables of {}: the swap was given up {} times, the next attempt is in"
              + " {} ms",
          name(),
          attempts.count(),
          pause.toMillis());
    }
    run.control().sleep(pause);
  }

  /**
   * @throws RefusedException if a migration has come in between
   */
  void refuseOtherShape() {
    tables
        .tableOfAnotherShape(run.projection(), run.generation())
        .ifPresent(
            table -> {
              throw new RefusedException(
                  "The table %s has other columns by now than generation %d has"
                      .formatted(table, run.generation().number()));
            });
  }

  /** Those that a migration has given the live tables since. Readers would wait for them later. */
  private void addNewIndexes() {
    run.projection()
        .allTables()
        .forEach(table -> tables.addIndexes(run.generation(), table.name()));
  }

  /**
   * In one transaction, in which nobody else moves the live tables on. A vacuum is waited for
   * before anybody waits for us.
   */
  private State exchange(TailFollower follower) {
    keepVacuumOut();
    tables.waitForLocks(AS_LONG_AS_IT_TAKES);
    var live = positions.lockLive(name());
    follower.catchUp(live.nextOffsets());
    tables.waitForLocks(UNTIL_READERS_ARE_GONE);
    tables.swap(run.projection(), live.generation(), run.generation());
    return run.complete();
  }

  private void keepVacuumOut() {
    tables.waitForLocks(UNTIL_VACUUM_GIVES_WAY);
    tables.keepVacuumOut(run.projection());
  }

  private String name() {
    return run.projection().name();
  }
}
