package dev.manadeck.command.shard;

import java.util.List;
import java.util.function.Supplier;

/** What a state machine makes of a command. */
public sealed interface Decision<F, A> {
  /**
   * Facts to append, all or none; never empty.
   *
   * @param answer asked right after the facts have evolved the state
   */
  record Append<F, A>(List<F> facts, Supplier<A> answer) implements Decision<F, A> {
    public Append {
      facts = List.copyOf(facts);
      if (facts.isEmpty()) {
        throw new IllegalArgumentException("Expected facts to append, but there are none");
      }
    }
  }

  /** Nothing to append: a refusal, a repetition, or a command that changes nothing. */
  record Reply<F, A>(A answer) implements Decision<F, A> {}
}
