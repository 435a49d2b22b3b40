package dev.manadeck.command.shard;

import dev.manadeck.command.shard.Restore.Restored;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * The one writer of a shard on this node. {@link #submit} and {@link #close} are for any thread;
 * all else is confined to the shard's own thread.
 */
final class Shard<C, F, A> {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final int number;
  private final Supplier<ShardLog<F>> logs;
  private final Supplier<StateMachine<C, F, A>> machines;
  private final Ownership ownership;
  private final ShardListener listener;
  private final ShardLimits limits;
  private final Inbox<Pending<C, A>> inbox;
  private final Pauses pauses = new Pauses();
  private final Thread thread;
  private Duration pause = FIRST_PAUSE;
  private long snapshotEvery;
  private long lastBegun = System.nanoTime();
  private volatile ShardPhase phase = ShardPhase.FENCING;

  Shard(
      int number,
      Supplier<ShardLog<F>> logs,
      Supplier<StateMachine<C, F, A>> machines,
      BooleanSupplier stillOwned,
      LongSupplier nanoTime,
      ShardListener listener,
      ToLongFunction<C> weight,
      ShardLimits limits) {
    this.number = number;
    this.logs = logs;
    this.machines = machines;
    this.ownership = new Ownership(stillOwned, nanoTime, limits.ownershipHolds());
    this.listener = listener;
    this.limits = limits;
    this.snapshotEvery = limits.snapshotEvery();
    this.inbox =
        new Inbox<>(
            limits.queueCapacity(),
            limits.queueBytes(),
            pending -> weight.applyAsLong(pending.command()));
    this.thread = Thread.ofPlatform().name("shard-" + number).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  ShardPhase phase() {
    return phase;
  }

  int waiting() {
    return inbox.size();
  }

  /** Waits for the outcome, but never longer than {@code patience}. */
  Outcome<A> submit(C command, Duration patience) throws InterruptedException {
    var pending = new Pending<C, A>(command);
    return switch (inbox.offer(pending)) {
      case ADMITTED -> awaited(pending, patience);
      case FULL -> new Outcome.Overloaded<>();
      case CLOSED -> new Outcome.Interrupted<>();
    };
  }

  /** Who went away does not stay in the queue: it may hold much. */
  private Outcome<A> awaited(Pending<C, A> pending, Duration patience) throws InterruptedException {
    try {
      return pending.await(patience);
    } finally {
      if (pending.isAbandoned()) {
        inbox.remove(pending);
      }
    }
  }

  /** Lets the transaction in hand come to its end, then lets go of the log. Returns at once. */
  void close() {
    pauses.end();
    inbox.close().forEach(pending -> pending.complete(new Outcome.Interrupted<>()));
  }

  /** True if the shard let go of the log in time. */
  boolean awaitEnd(Duration patience) throws InterruptedException {
    return thread.join(patience);
  }

  /**
   * A node that lost the shard without knowing must not fence its new owner: after a failure it
   * first makes sure that the shard is still its own.
   */
  private void run() {
    var isOwned = true;
    while (!pauses.ended()) {
      try {
        if (isOwned || ownership.isConfirmed()) {
          openAndServe();
        }
      } catch (RuntimeException e) {
        breakDown(e);
      } catch (Error e) {
        breakDown(new IllegalStateException(e));
      }
      isOwned = false;
      pauses.pause(pause);
      pause = longer(pause);
    }
    enter(ShardPhase.CLOSED, Duration.ZERO);
  }

  private void breakDown(RuntimeException cause) {
    listener.broken(number, cause);
    enter(ShardPhase.BROKEN, Duration.ZERO);
  }

  private static Duration longer(Duration pause) {
    var next = pause.multipliedBy(2);
    return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
  }

  private void openAndServe() {
    try (var log = logs.get()) {
      var restored = open(log);
      if (restored.isPresent()) {
        serve(log, restored.get());
      }
    }
  }

  /**
   * Empty if the shard is closed meanwhile. It may have another owner by then, who must not be shut
   * out.
   */
  private Optional<Restored<C, F, A>> open(ShardLog<F> log) {
    var begun = System.nanoTime();
    if (pauses.ended()) {
      return Optional.empty();
    }
    enter(ShardPhase.FENCING, Duration.ZERO);
    log.fence();
    if (pauses.ended()) {
      return Optional.empty();
    }
    enter(ShardPhase.RESTORING, since(begun));
    var restored =
        new Restore<>(log, machines, pauses).run(cause -> listener.snapshotFailed(number, cause));
    restored.ifPresent(
        state -> {
          listener.restored(number, new Restoration(state.parts(), state.facts(), since(begun)));
          enter(ShardPhase.OPEN, since(begun));
          pause = FIRST_PAUSE;
        });
    return restored;
  }

  private void serve(ShardLog<F> log, Restored<C, F, A> restored) {
    var machine = restored.machine();
    var snapshots =
        new Snapshots(
            log,
            machine,
            snapshotEvery,
            restored.facts(),
            (took, parts) -> listener.snapshotTaken(number, parts, took));
    while (!pauses.ended()) {
      var taken =
          snapshots.isDue()
              ? inbox.takeWaiting(limits.batchSize())
              : inbox.take(limits.batchSize(), lastBegun + limits.pace().toNanos());
      serve(taken, log, machine, snapshots);
      if (snapshots.isDue() && !pauses.ended()) {
        proceed(snapshots);
      }
    }
    try {
      snapshots.takeLast();
    } catch (RuntimeException e) {
      listener.snapshotFailed(number, e);
    }
  }

  private void serve(
      List<Pending<C, A>> taken,
      ShardLog<F> log,
      StateMachine<C, F, A> machine,
      Snapshots snapshots) {
    var undecided = new ArrayDeque<>(taken);
    try {
      while (!undecided.isEmpty() && !pauses.ended()) {
        snapshots.appended(transact(undecided, log, machine));
      }
    } finally {
      undecided.forEach(pending -> pending.complete(new Outcome.Interrupted<>()));
    }
  }

  /** A snapshot that cannot be taken opens the shard anew, so it is tried ever more seldom. */
  private void proceed(Snapshots snapshots) {
    try {
      snapshots.proceed();
      snapshotEvery = limits.snapshotEvery();
    } catch (RuntimeException e) {
      snapshotEvery *= 2;
      throw e;
    }
  }

  /**
   * Answers go out after the commit, refusals included: they may rest on facts of the same batch.
   * Those of a batch without facts go out while the shard is surely this node's: another owner may
   * have appended what they contradict.
   *
   * @return how many facts were appended
   */
  private int transact(
      Queue<Pending<C, A>> undecided, ShardLog<F> log, StateMachine<C, F, A> machine) {
    var begun = System.nanoTime();
    lastBegun = begun;
    var batch = new Batch<>(log, machine);
    try {
      while (!undecided.isEmpty() && batch.facts() < limits.batchSize()) {
        var pending = undecided.remove();
        if (pending.takeUp()) {
          batch.decide(pending);
        }
      }
      if (batch.facts() > 0) {
        ownership.confirmBy(batch::commit);
        batch.answer();
      } else if (batch.commands() > 0 && ownership.isSure()) {
        batch.answer();
      }
    } finally {
      batch.interrupt();
    }
    listener.committed(number, batch.commands(), batch.facts(), since(begun));
    return batch.facts();
  }

  private void enter(ShardPhase next, Duration took) {
    phase = next;
    listener.phaseChanged(number, next, took);
  }

  private static Duration since(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun);
  }
}
