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

  /** Must change whenever parts are written otherwise: those of another format are not restored. */
  String snapshotFormat();

  /**
   * Gives the parts that changed since they were last given, for as long as there is room. Called
   * only when all facts are committed.
   *
   * @return whether all were given
   */
  boolean snapshot(SnapshotWriter out);

  /** How many parts its state has now, changed or not. */
  int parts();

  /**
   * Takes back a part that {@link #snapshot} gave. Called before the first fact, once for each
   * part, in the order of their keys; may throw if the part is none of its own.
   */
  void restore(String key, byte[] content);
}
