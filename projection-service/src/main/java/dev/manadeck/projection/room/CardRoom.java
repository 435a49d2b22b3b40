package dev.manadeck.projection.room;

import dev.manadeck.web.problem.Problem;
import dev.manadeck.web.problem.ProblemException;
import dev.manadeck.web.problem.ProblemKind;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * What answers may hold of cards, all at once: a deck may have 10,000 of 64 KiB, and a few of those
 * at a time would be more than the heap.
 */
public final class CardRoom {
  private static final int KIBIBYTE = 1024;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  /** Answers that need no more are not counted. */
  private static final int FREE_OF_CHARGE = 256 * KIBIBYTE;

  /** Besides its words. */
  private static final int BYTES_OF_A_CARD = 512;

  private final int kibibytes;
  private final Semaphore left;

  /**
   * @param bytes of cards
   */
  public CardRoom(long bytes) {
    kibibytes = Math.toIntExact(Math.min(Integer.MAX_VALUE, Math.max(1, bytes / KIBIBYTE)));
    left = new Semaphore(kibibytes);
  }

  /** Of the request under way, until its answer is out. */
  public Share shareOfRequest() {
    var share = share();
    RequestContextHolder.currentRequestAttributes()
        .registerDestructionCallback(
            CardRoom.class.getName(), share::giveBack, RequestAttributes.SCOPE_REQUEST);
    return share;
  }

  public Share share() {
    return new Share();
  }

  /** What one answer holds. For one thread. */
  public final class Share {
    private long bytes;
    private int taken;

    private Share() {}

    /**
     * @param words of one more card
     * @throws ProblemException if there is no room for it too
     */
    public void add(@Nullable String... words) {
      bytes += BYTES_OF_A_CARD;
      for (var word : words) {
        bytes += word == null ? 0 : word.length();
      }
      takeRoom();
    }

    private void takeRoom() {
      int needed = (int) Math.max(0, (bytes - FREE_OF_CHARGE) / KIBIBYTE);
      if (needed > kibibytes) {
        throw new ProblemException(
            ProblemKind.UNPROCESSABLE,
            "Expected cards that can be answered at once, but they have more than %d KiB:"
                    .formatted(kibibytes)
                + " read them page by page, with a smaller limit");
      }
      if (!left.tryAcquire(needed - taken)) {
        throw new ProblemException(
            Problem.of(
                    ProblemKind.UNAVAILABLE,
                    "Too many large answers are under way: try again in a moment")
                .retryAfter(RETRY_AFTER));
      }
      taken = needed;
    }

    void giveBack() {
      left.release(taken);
      taken = 0;
    }
  }
}
