package dev.manadeck.command.shard;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commands that one transaction decides. */
final class Batch<C, F, A> {
  private record Settled<C, A>(Pending<C, A> pending, Outcome<A> outcome) {}

  private final ShardLog<F> log;
  private final StateMachine<C, F, A> machine;
  private final List<Settled<C, A>> settled = new ArrayList<>();
  private ShardLog.@Nullable Transaction<F> transaction;
  private @Nullable Pending<C, A> inHand;
  private int facts;

  Batch(ShardLog<F> log, StateMachine<C, F, A> machine) {
    this.log = log;
    this.machine = machine;
  }

  void decide(Pending<C, A> pending) {
    inHand = pending;
    settled.add(new Settled<>(pending, decided(pending)));
    inHand = null;
  }

  private Outcome<A> decided(Pending<C, A> pending) {
    Decision<F, A> decision;
    try {
      decision = machine.decide(pending.command());
    } catch (RuntimeException e) {
      return new Outcome.Failed<>(e);
    }
    return switch (decision) {
      case Decision.Reply<F, A> reply -> new Outcome.Answered<>(reply.answer());
      case Decision.Append<F, A> append -> new Outcome.Answered<>(appended(append, pending));
    };
  }

  private A appended(Decision.Append<F, A> append, Pending<C, A> pending) {
    for (var fact : append.facts()) {
      var location = transaction().append(fact);
      facts++;
      evolve(fact, location, pending);
    }
    return answer(append, pending);
  }

  private ShardLog.Transaction<F> transaction() {
    var current = transaction == null ? log.begin() : transaction;
    transaction = current;
    return current;
  }

  /** A machine that fails half way is of no use any more; the command would break the next one. */
  private void evolve(F fact, Location location, Pending<C, A> pending) {
    try {
      machine.evolve(fact, location);
    } catch (RuntimeException e) {
      pending.complete(new Outcome.Failed<>(e));
      throw e;
    }
  }

  private A answer(Decision.Append<F, A> append, Pending<C, A> pending) {
    try {
      return append.answer().get();
    } catch (RuntimeException e) {
      pending.complete(new Outcome.Failed<>(e));
      throw e;
    }
  }

  void commit() {
    if (transaction != null) {
      transaction.commit();
    }
  }

  void answer() {
    settled.forEach(one -> one.pending().complete(one.outcome()));
  }

  /**
   * For those who have no answer yet. Whether their facts, if they have any, are in the log is not
   * known: the log itself will tell, after a restore.
   */
  void interrupt() {
    settled.forEach(one -> one.pending().complete(new Outcome.Interrupted<>()));
    if (inHand != null) {
      inHand.complete(new Outcome.Interrupted<>());
    }
  }

  int commands() {
    return settled.size();
  }

  int facts() {
    return facts;
  }
}
