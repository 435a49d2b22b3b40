package dev.manadeck.command.shard;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Brings a new machine to where the log stands. Confined to the shard's thread. */
final class Restore<C, F, A> {
  private final ShardLog<F> log;
  private final Supplier<StateMachine<C, F, A>> machines;
  private final Pauses pauses;
  private long facts;

  Restore(ShardLog<F> log, Supplier<StateMachine<C, F, A>> machines, Pauses pauses) {
    this.log = log;
    this.machines = machines;
    this.pauses = pauses;
  }

  record Restored<C, F, A>(StateMachine<C, F, A> machine, int parts, long facts) {}

  interface Unreadable {
    void because(RuntimeException cause);
  }

  /** Empty if the shard is closed meanwhile. */
  Optional<Restored<C, F, A>> run(Unreadable unreadable) {
    var machine = machines.get();
    var snapshot = log.snapshot(machine.snapshotFormat()).orElse(null);
    try {
      if (snapshot != null) {
        restore(snapshot, machine);
      }
    } catch (RuntimeException e) {
      unreadable.because(e);
      machine = machines.get();
      snapshot = null;
    }
    return !pauses.ended() && readOn(snapshot, machine)
        ? Optional.of(
            new Restored<>(machine, snapshot == null ? 0 : snapshot.parts().size(), facts))
        : Optional.empty();
  }

  private static void restore(Snapshot snapshot, StateMachine<?, ?, ?> machine) {
    snapshot.parts().forEach(machine::restore);
  }

  private boolean readOn(@Nullable Snapshot snapshot, StateMachine<C, F, A> machine) {
    try {
      log.read(snapshot, (fact, location) -> evolve(machine, fact, location));
      return true;
    } catch (CancellationException e) {
      return false;
    }
  }

  private void evolve(StateMachine<C, F, A> machine, F fact, Location location) {
    if (pauses.ended()) {
      throw new CancellationException();
    }
    machine.evolve(fact, location);
    facts++;
  }
}
