package dev.manadeck.local.supervision;

import java.util.concurrent.CompletableFuture;

/** A process under supervision. It may be started again after it has ended by itself. */
public interface Part {

  /** What operators call it; also the name of its log. */
  String name();

  /**
   * Starts it and returns when it is ready for use.
   *
   * @throws PartFailedException if it did not get ready; nothing of it runs then
   */
  void start();

  /**
   * Asks it to end, waits, and in the end forces it. It is for good: a start that is under way
   * fails. May be called at any time, also twice.
   */
  void stop();

  /** Ends it at once and for good. May be called at any time, also while {@link #stop} waits. */
  void kill();

  /**
   * Completes with the exit code when the run that was started last has ended. Of a part that has
   * done its work when it is ready this never completes.
   */
  CompletableFuture<Integer> onExit();
}
