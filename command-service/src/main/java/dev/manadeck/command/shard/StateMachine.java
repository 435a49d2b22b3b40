package dev.manadeck.command.shard;

/**
 * What a shard decides with. The shard's own thread alone calls it, so it needs no locks. Live
 * traffic and restore run the same {@link #evolve}.
 *
 * @param <C> commands
 * @param <F> facts
 * @param <A> answers, immutable
 */
public interface StateMachine<C, F, A> {
  /** Must not change state: the decision may never be committed. */
  Decision<F, A> decide(C command);

  /**
   * Changes state, and is all that does. Must take every fact that the log can hold, in each
   * topic's order; must not depend on how topics interleave.
   *
   * @param location where the fact stands; of a fact that is just being appended, its offset is
   *     known only after the commit
   */
  void evolve(F fact, Location location);
}
