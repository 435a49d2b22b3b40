package dev.manadeck.command.shard;

/** What became of a submitted command. */
public sealed interface Outcome<A> {
  /** Decided, and if it had facts, they are in the log for good. */
  record Answered<A>(A answer) implements Outcome<A> {}

  /** Not taken in: too many wait already. Nothing happened. */
  record Overloaded<A>() implements Outcome<A> {}

  /** The shard closed before it could tell; ask its next owner, under the same command id. */
  record Interrupted<A>() implements Outcome<A> {}

  /** It was taken up, but not answered in time. It may have happened, or may yet. */
  record Undetermined<A>() implements Outcome<A> {}

  /** Nobody took it up in time. Nothing happened, and nothing will. */
  record TimedOut<A>() implements Outcome<A> {}

  /** The state machine failed at it, and would again. Nothing happened. */
  record Failed<A>(RuntimeException cause) implements Outcome<A> {}
}
