package dev.manadeck.scheduling;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * Prints what one review costs. Not a test: start it with
 *
 * <pre>java -cp target/classes:target/test-classes dev.manadeck.scheduling.FoldSpeed
 * </pre>
 */
final class FoldSpeed {
  private static final int CARDS = 2_000;
  private static final int REVIEWS_PER_CARD = 20;
  private static final int ROUNDS = 40;

  private FoldSpeed() {}

  static void main() {
    var random = new Random(1);
    List<List<Review>> histories = new ArrayList<>();
    for (int card = 0; card < CARDS; card++) {
      histories.add(StudyLog.random(random, REVIEWS_PER_CARD, SchedulerSettings.DEFAULT).reviews());
    }
    measure("fold", () -> fold(histories, false));
    measure("fold and both schedules", () -> fold(histories, true));
  }

  private static long fold(List<List<Review>> histories, boolean isScheduled) {
    long sum = 0;
    for (List<Review> history : histories) {
      var state = CardState.unseen(StudyLog.CARD);
      for (Review review : history) {
        state = state.after(review);
        if (isScheduled) {
          sum += Schedule.byFsrs(state, review.settings()).intervalDays();
          sum += Schedule.bySm2(state, review.settings()).intervalDays();
        }
      }
      sum += state.sm2().intervalDays() + Double.doubleToLongBits(state.fsrs().stability());
    }
    return sum;
  }

  private static void measure(String name, LongSupplier work) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long checksum = 0;
    long bestNanos = Long.MAX_VALUE;
    long bytes = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long bytesBefore = threads.getCurrentThreadAllocatedBytes();
      long before = System.nanoTime();
      checksum += work.getAsLong();
      bestNanos = Math.min(bestNanos, System.nanoTime() - before);
      bytes = threads.getCurrentThreadAllocatedBytes() - bytesBefore;
    }
    double reviews = (double) CARDS * REVIEWS_PER_CARD;
    System.out.printf(
        "%s: %.0f ns and %.0f bytes a review (checksum %x)%n",
        name, bestNanos / reviews, bytes / reviews, checksum);
  }
}
