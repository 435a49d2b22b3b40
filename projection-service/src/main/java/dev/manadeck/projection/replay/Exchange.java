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

  /** So short that readers hardly notice, and that no deadlock detection comes first. */
  private static final Duration SHORT_WAIT = Duration.ofMillis(250);

  /** A vacuum of the live tables gives way only to whoever has waited for a second. */
  private static final Duration LONG_WAIT = Duration.ofMillis(1_500);

  private static final int SHORT_WAITS = 4;

  private static final Duration BEFORE_NEXT_ATTEMPT = Duration.ofMillis(100);

  private final Run run;
  private final GenerationStore generations;
  private final Positions positions;

  Exchange(Run run) {
    this.run = run;
    var db = run.database().db();
    generations = new GenerationStore(db);
    positions = new Positions(db, run.database().transaction());
  }

  /** As often as it takes: readers come first. */
  State exchange() {
    refuseOtherShape();
    try (var follower = new TailFollower(run)) {
      for (int attempt = 1; ; attempt++) {
        run.control().check();
        follower.catchUp(follower.liveOffsets());
        var longestWait = attempt % (SHORT_WAITS + 1) == 0 ? LONG_WAIT : SHORT_WAIT;
        try {
          return run.change(() -> exchange(follower, longestWait));
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

  private void refuseOtherShape() {
    generations
        .tableOfAnotherShape(run.projection(), run.generation())
        .ifPresent(
            table -> {
              throw new RefusedException(
                  "The table %s has other columns by now than generation %d has"
                      .formatted(table, run.generation().number()));
            });
  }

  /** In one transaction, in which nobody else moves the live tables on. */
  private State exchange(TailFollower follower, Duration longestWait) {
    var live = positions.lockLive(name());
    follower.catchUp(live.nextOffsets());
    generations.doNotWaitForLocks(longestWait);
    generations.swap(run.projection(), live.generation(), run.generation());
    return run.end(State.COMPLETED, null);
  }

  private String name() {
    return run.projection().name();
  }
}
