package dev.manadeck.command.shard;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

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
  private final BooleanSupplier stillOwned;
  private final ShardListener listener;
  private final ShardLimits limits;
  private final Inbox<Pending<C, A>> inbox;
  private final Pauses pauses = new Pauses();
  private final Thread thread;
  private Duration pause = FIRST_PAUSE;
  private volatile ShardPhase phase = ShardPhase.FENCING;

  Shard(
      int number,
      Supplier<ShardLog<F>> logs,
      Supplier<StateMachine<C, F, A>> machines,
      BooleanSupplier stillOwned,
      ShardListener listener,
      ShardLimits limits) {
    this.number = number;
    this.logs = logs;
    this.machines = machines;
    this.stillOwned = stillOwned;
    this.listener = listener;
    this.limits = limits;
    this.inbox = new Inbox<>(limits.queueCapacity());
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

  /** Waits for the outcome, but never longer than {@code patience} before the shard takes it up. */
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
        if (isOwned || stillOwned.getAsBoolean()) {
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
      open(log).ifPresent(machine -> serve(log, machine));
    }
  }

  /** Empty if the shard is closed meanwhile. */
  private Optional<StateMachine<C, F, A>> open(ShardLog<F> log) {
    var begun = System.nanoTime();
    enter(ShardPhase.FENCING, Duration.ZERO);
    log.fence();
    enter(ShardPhase.RESTORING, since(begun));
    var restore = new Restore<>(machines.get(), pauses);
    try {
      log.read(restore);
    } catch (CancellationException e) {
      return Optional.empty();
    }
    listener.restored(number, restore.facts, since(begun));
    enter(ShardPhase.OPEN, since(begun));
    pause = FIRST_PAUSE;
    return Optional.of(restore.machine);
  }

  private void serve(ShardLog<F> log, StateMachine<C, F, A> machine) {
    for (var taken = inbox.take(limits.batchSize());
        !taken.isEmpty();
        taken = inbox.take(limits.batchSize())) {
      var undecided = new ArrayDeque<>(taken);
      try {
        while (!undecided.isEmpty() && !pauses.ended()) {
          transact(undecided, log, machine);
        }
      } finally {
        undecided.forEach(pending -> pending.complete(new Outcome.Interrupted<>()));
      }
    }
  }

  /**
   * Answers go out after the commit, refusals included: they may rest on facts of the same batch.
   */
  private void transact(
      Queue<Pending<C, A>> undecided, ShardLog<F> log, StateMachine<C, F, A> machine) {
    var begun = System.nanoTime();
    var batch = new Batch<>(log, machine);
    try {
      while (!undecided.isEmpty() && batch.facts() < limits.batchSize()) {
        var pending = undecided.remove();
        if (pending.takeUp()) {
          batch.decide(pending);
        }
      }
      batch.commit();
      batch.answer();
    } finally {
      batch.interrupt();
    }
    listener.committed(number, batch.commands(), batch.facts(), since(begun));
  }

  private void enter(ShardPhase next, Duration took) {
    phase = next;
    listener.phaseChanged(number, next, took);
  }

  private static Duration since(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private static final class Restore<C, F, A> implements ShardLog.FactReader<F> {
    private final StateMachine<C, F, A> machine;
    private final Pauses pauses;
    private long facts;

    Restore(StateMachine<C, F, A> machine, Pauses pauses) {
      this.machine = machine;
      this.pauses = pauses;
    }

    @Override
    public void accept(F fact, Location location) {
      if (pauses.ended()) {
        throw new CancellationException();
      }
      machine.evolve(fact, location);
      facts++;
    }
  }
}
