package dev.manadeck.command.shard;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** A command that waits for its answer. Either its client gives it up or its shard takes it up. */
final class Pending<C, A> {
  private enum State {
    WAITING,
    TAKEN,
    ABANDONED
  }

  private final C command;
  private final CompletableFuture<Outcome<A>> outcome = new CompletableFuture<>();
  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

  Pending(C command) {
    this.command = command;
  }

  C command() {
    return command;
  }

  /** The shard asks before it decides. False if the client went away. */
  boolean takeUp() {
    return state.compareAndSet(State.WAITING, State.TAKEN);
  }

  boolean isAbandoned() {
    return state.get() == State.ABANDONED;
  }

  void complete(Outcome<A> result) {
    outcome.complete(result);
  }

  /** Called by the client's thread, once. */
  Outcome<A> await(Duration patience) throws InterruptedException {
    try {
      return outcome.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      state.compareAndSet(State.WAITING, State.ABANDONED);
      throw e;
    } catch (TimeoutException e) {
      return state.compareAndSet(State.WAITING, State.ABANDONED)
          ? new Outcome.TimedOut<>()
          : outcome.getNow(new Outcome.Undetermined<>());
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
