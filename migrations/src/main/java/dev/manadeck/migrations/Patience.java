package dev.manadeck.migrations;

import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Tries again, after pauses that grow, while trouble is of the passing kind and the time is not
 * over.
 *
 * @param onFirstTrouble is told once that there will be some waiting
 */
record Patience(
    Duration bound, Predicate<SQLException> isPassing, Consumer<SQLException> onFirstTrouble) {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  interface Attempt {
    void run() throws SQLException;
  }

  void with(Attempt attempt) throws SQLException {
    long deadline = System.nanoTime() + bound.toNanos();
    long pause = FIRST_PAUSE.toNanos();
    boolean isFirstTrouble = true;
    while (true) {
      try {
        attempt.run();
        return;
      } catch (SQLException trouble) {
        long left = deadline - System.nanoTime();
        if (!isPassing.test(trouble) || left <= 0) {
          throw trouble;
        }
        if (isFirstTrouble) {
          onFirstTrouble.accept(trouble);
          isFirstTrouble = false;
        }
        pauseFor(Math.min(pause, left), trouble);
        pause = Math.min(2 * pause, LONGEST_PAUSE.toNanos());
      }
    }
  }

  private static void pauseFor(long nanos, SQLException trouble) throws SQLException {
    try {
      Thread.sleep(Duration.ofNanos(nanos));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw trouble;
    }
  }
}
