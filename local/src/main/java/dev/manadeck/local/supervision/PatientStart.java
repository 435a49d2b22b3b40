package dev.manadeck.local.supervision;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Starts parts for as long as that takes, and tells of those that take long until they are ready.
 */
public final class PatientStart {
  private static final Duration NOW_AND_THEN = Duration.ofMinutes(1);

  private final Duration nowAndThen;
  private final BiConsumer<String, Duration> stillStarting;

  /**
   * @param stillStarting is told the name of the part, and for how long it has been starting
   */
  public PatientStart(BiConsumer<String, Duration> stillStarting) {
    this(NOW_AND_THEN, stillStarting);
  }

  PatientStart(Duration nowAndThen, BiConsumer<String, Duration> stillStarting) {
    this.nowAndThen = nowAndThen;
    this.stillStarting = stillStarting;
  }

  /**
   * @return the time it took
   * @throws PartFailedException if it did not get ready
   */
  public Duration start(Part part) {
    long began = System.nanoTime();
    CountDownLatch over = new CountDownLatch(1);
    Thread.ofVirtual().start(() -> tellUntil(over, part.name(), began));
    try {
      part.start();
    } finally {
      over.countDown();
    }
    return since(began);
  }

  private void tellUntil(CountDownLatch over, String part, long began) {
    try {
      while (!over.await(nowAndThen.toNanos(), TimeUnit.NANOSECONDS)) {
        stillStarting.accept(part, since(began));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration since(long began) {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
