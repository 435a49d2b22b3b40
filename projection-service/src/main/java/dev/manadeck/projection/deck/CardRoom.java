package dev.manadeck.projection.deck;

import dev.manadeck.web.problem.Problem;
import dev.manadeck.web.problem.ProblemException;
import dev.manadeck.web.problem.ProblemKind;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * What decks that are answered whole may hold of cards, all at once: a deck may have 10,000 of 64
 * KiB, and a few of those at a time would be more than the heap.
 */
final class CardRoom {
  private static final int KIBIBYTE = 1024;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  /** Decks that need no more are not counted. */
  private static final int FREE_OF_CHARGE = 256 * KIBIBYTE;

  private final int kibibytes;
  private final Semaphore left;

  /**
   * @param bytes of cards
   */
  CardRoom(long bytes) {
    kibibytes = Math.toIntExact(Math.min(Integer.MAX_VALUE, Math.max(1, bytes / KIBIBYTE)));
    left = new Semaphore(kibibytes);
  }

  Share share() {
    return new Share();
  }

  /** What one answer holds. For one thread. */
  final class Share implements Runnable {
    private long bytes;
    private int taken;

    private Share() {}

    /**
     * @throws ProblemException if there is no room for this card too
     */
    void add(CardJson card) {
      bytes += card.content().length();
      int needed = (int) Math.max(0, (bytes - FREE_OF_CHARGE) / KIBIBYTE);
      if (needed > kibibytes) {
        throw new ProblemException(
            ProblemKind.UNPROCESSABLE,
            "Expected a deck that can be answered whole, but its cards have more than %d KiB:"
                    .formatted(kibibytes)
                + " read them page by page");
      }
      if (!left.tryAcquire(needed - taken)) {
        throw new ProblemException(
            Problem.of(
                    ProblemKind.UNAVAILABLE,
                    "Too many large decks are being answered: try again in a moment")
                .retryAfter(RETRY_AFTER));
      }
      taken = needed;
    }

    /** Gives everything back, once the answer is out. */
    @Override
    public void run() {
      left.release(taken);
      taken = 0;
    }
  }
}
