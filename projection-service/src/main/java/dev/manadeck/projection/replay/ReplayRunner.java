package dev.manadeck.projection.replay;

import dev.manadeck.projection.log.LogAwayException;
import dev.manadeck.projection.log.LogConsumers;
import dev.manadeck.projection.replay.GenerationStore.Beside;
import dev.manadeck.projection.replay.LeaseStore.Taken;
import dev.manadeck.projection.replay.Replay.Kind;
import dev.manadeck.projection.replay.Replay.State;
import dev.manadeck.projection.runtime.BackgroundDatabase;
import dev.manadeck.projection.runtime.Generation;
import dev.manadeck.projection.runtime.Projection;
import dev.manadeck.projection.runtime.Projections;
import dev.manadeck.projection.runtime.SkippedEvents;
import dev.manadeck.projection.runtime.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Takes runs that nobody is at, and goes on with them; drops tables whose time is over. */
final class ReplayRunner implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(ReplayRunner.class);

  /** Of a rollback whose tables were dropped before it began: its first step says so. */
  private static final int NONE = 0;

  /** Of one step: whatever ended it so often will end it again. */
  private static final int MOST_ATTEMPTS = 5;

  /** Tables that are kept until there is room would see to it that there is none. */
  private static final String DISK_FULL =
      "The disk of the database is full: begin anew when there is room";

  private static final Duration LOOK = Duration.ofSeconds(1);

  private final String name;
  private final Projections projections;
  private final ReplayProperties properties;
  private final BackgroundDatabase database;
  private final LogConsumers consumers;
  private final BooleanSupplier isLiveBehind;
  private final ReplayMetrics metrics;
  private final ReplayStore replays;
  private final LeaseStore leases;
  private final GenerationStore generations;
  private final ExpiredGenerations expired;
  private final Semaphore work = new Semaphore(0);
  private final Map<RunControl, UnderWay> underWay = new ConcurrentHashMap<>();
  private volatile @Nullable Thread thread;
  private boolean isDatabaseAway;

  /**
   * @param takesRoom whether it counts among those that may be under way at once
   */
  private record UnderWay(Thread thread, boolean takesRoom) {}

  /**
   * @param name of this process, for operators
   */
  ReplayRunner(
      String name,
      Projections projections,
      ReplayProperties properties,
      BackgroundDatabase database,
      LogConsumers consumers,
      BooleanSupplier isLiveBehind,
      ReplayMetrics metrics) {
    this.name = name;
    this.projections = projections;
    this.properties = properties;
    this.database = database;
    this.consumers = consumers;
    this.isLiveBehind = isLiveBehind;
    this.metrics = metrics;
    replays = new ReplayStore(database.db());
    leases = new LeaseStore(database.db());
    generations = new GenerationStore(database.db());
    expired = new ExpiredGenerations(projections, database);
  }

  /** There is something new to take. */
  void wakeUp() {
    work.release();
  }

  private void run() {
    while (thread != null) {
      try {
        boolean isWoken = work.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        if (isWoken) {
          work.drainPermits();
        }
        takeWhatThereIs();
        metrics.underWay(replays.active());
        expired.drop();
        isDatabaseAway = false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        tell(e);
      }
    }
  }

  private void tell(RuntimeException failure) {
    if (!isDatabaseAway || !Trouble.isDatabaseAway(failure)) {
      log.warn("Replays cannot be looked for: {}", failure.getMessage());
    }
    isDatabaseAway = Trouble.isDatabaseAway(failure);
  }

  private void takeWhatThereIs() {
    @Nullable Taken taken;
    do {
      boolean hasRoom =
          underWay.values().stream().filter(UnderWay::takesRoom).count()
              < properties.concurrentRuns();
      taken = leases.take(name, properties.lease(), projections.names(), hasRoom).orElse(null);
      if (taken != null) {
        begin(taken);
      }
    } while (taken != null);
  }

  private static boolean takesRoom(Replay replay) {
    return replay.order().kind() != Kind.ROLLBACK && !replay.isCancelRequested();
  }

  private void begin(Taken taken) {
    var order = taken.replay().order();
    var control = new RunControl(taken.replay(), isLiveBehind);
    var thread =
        Thread.ofPlatform()
            .name("replay-" + order.projection())
            .unstarted(
                () -> {
                  try {
                    goOn(taken, control);
                  } finally {
                    underWay.remove(control);
                    wakeUp();
                  }
                });
    underWay.put(control, new UnderWay(thread, takesRoom(taken.replay())));
    thread.start();
  }

  private void goOn(Taken taken, RunControl control) {
    var progress = new BuildProgress();
    var replay = taken.replay();
    try (var beats =
        new Heartbeats(taken.lease(), replay, leases, control, progress, properties.lease())) {
      var run = run(taken, control);
      goOn(new ReplayRun(run, properties, progress), taken, control, beats);
    } catch (RuntimeException | Error e) {
      log.error("The run {} of {} ended", replay.id(), replay.order().projection(), e);
    }
  }

  private void goOn(ReplayRun run, Taken taken, RunControl control, Heartbeats beats) {
    var replay = taken.replay();
    var what = "%s of %s".formatted(replay.order().kind().text(), replay.order().projection());
    try {
      beats.begin();
      log.info("{} goes on from {}", what, replay.state().text());
      control.check();
      refuseOtherCode(replay);
      refuseWhatNeverGetsOn(taken);
      run.goOn();
      metrics.ended(replay, State.COMPLETED);
      log.info("{} is over", what);
    } catch (LeaseLostException e) {
      log.warn("{}: {}", what, e.getMessage());
    } catch (StoppedException e) {
      leases.release(taken.lease());
      log.info("{} stops here and goes on later", what);
    } catch (CancelledException e) {
      run.abandon(State.CANCELLED, "Cancelled by an operator");
      metrics.ended(replay, State.CANCELLED);
      log.info("{} was cancelled", what);
    } catch (RuntimeException | Error e) {
      leaveOrFail(run, taken, what, e);
    }
  }

  private void leaveOrFail(ReplayRun run, Taken taken, String what, Throwable failure) {
    if (Trouble.isDiskFull(failure)) {
      fail(run, taken, what, new RefusedException(DISK_FULL));
    } else if (failure instanceof LogAwayException || Trouble.isDatabaseAway(failure)) {
      log.warn("{} waits: {}", what, failure.getMessage());
      leases.releaseUntil(taken.lease(), "waits: " + failure.getMessage());
    } else if (Trouble.isWorthAnotherAttempt(failure)) {
      var again = "is tried again, at most %d times at one step".formatted(MOST_ATTEMPTS);
      log.warn("{} {}: {}", what, again, failure.getMessage());
      leases.giveUp(taken.lease(), "%s: %s".formatted(again, failure.getMessage()));
    } else {
      fail(run, taken, what, failure);
    }
  }

  private void fail(ReplayRun run, Taken taken, String what, Throwable failure) {
    if (failure instanceof RefusedException) {
      log.warn("{} failed: {}", what, failure.getMessage());
    } else {
      log.error("{} failed", what, failure);
    }
    run.abandon(
        State.FAILED,
        failure instanceof Error ? failure.toString() : String.valueOf(failure.getMessage()));
    metrics.ended(taken.replay(), State.FAILED);
  }

  private static void refuseWhatNeverGetsOn(Taken taken) {
    if (taken.attempt() > MOST_ATTEMPTS) {
      var replay = taken.replay();
      throw new RefusedException(
          "It was taken up %d times at the step %s and never got on%s"
              .formatted(
                  MOST_ATTEMPTS,
                  replay.state().text(),
                  replay.error() == null ? "" : "; the last time it said: " + replay.error()));
    }
  }

  private void refuseOtherCode(Replay replay) {
    var projection = projection(replay);
    if (replay.codeVersion() != projection.codeVersion()) {
      throw new RefusedException(
          "It was begun by version %d of the projection, and this service has version %d: begin anew"
              .formatted(replay.codeVersion(), projection.codeVersion()));
    }
  }

  /** Only what this process knows was taken. */
  private Projection projection(Replay replay) {
    return projections.get(replay.order().projection());
  }

  private Run run(Taken taken, RunControl control) {
    var replay = taken.replay();
    var projection = projection(replay);
    return new Run(
        taken.lease(),
        replay,
        projection,
        Generation.beside(generation(replay)),
        SkippedEvents.of(database.db(), projection.name()),
        control,
        database,
        reader ->
            consumers.reader(
                "replay-%s-%s".formatted(projection.name(), reader), properties.gulp()));
  }

  private int generation(Replay replay) {
    var known = replay.generation();
    if (known != null) {
      return known;
    }
    var projection = replay.order().projection();
    return replay.order().kind() == Kind.ROLLBACK
        ? generations.kept(projection).map(Beside::number).orElse(NONE)
        : generations.nextNumber(projection);
  }

  @Override
  public void start() {
    thread = Thread.ofPlatform().name("replays").unstarted(this::run);
    thread.start();
  }

  @Override
  public void stop() {
    var running = thread;
    thread = null;
    if (running != null) {
      running.interrupt();
    }
    underWay.keySet().forEach(control -> control.end(new StoppedException()));
    for (var each : new ArrayList<>(underWay.values())) {
      try {
        each.thread().join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
