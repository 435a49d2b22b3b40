package dev.manadeck.projection.freshness;

import dev.manadeck.projection.live.LiveProgress;
import dev.manadeck.projection.runtime.LogPartition;
import dev.manadeck.projection.runtime.Positions;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Looks at the positions in the database for all queries that wait for them: however many these
 * are, one look is under way at a time, and none while nobody waits. What the workers of this
 * process have done only tells when to look. Safe for use by several threads.
 */
final class PositionWatch {
  private final Set<String> projections;
  private final Positions positions;
  private final LiveProgress progress;
  private final Duration lookAgain;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<PositionWaiter> waiters = new HashSet<>();
  private boolean isLooking;

  /**
   * @param projections all that anybody waits for
   * @param lookAgain how often to look for what other processes may have moved
   */
  PositionWatch(
      Set<String> projections, Positions positions, LiveProgress progress, Duration lookAgain) {
    this.projections = projections;
    this.positions = positions;
    this.progress = progress;
    this.lookAgain = lookAgain;
    progress.afterEachMove(() -> locked(changed::signal));
  }

  /**
   * Waits until the positions are there, and looks at least once.
   *
   * @param wanted for each projection and partition the first offset that need not be applied
   * @return false if they are not there when the time is over
   */
  boolean await(Map<String, SortedMap<LogPartition, Long>> wanted, Duration most)
      throws InterruptedException {
    var waiter = new PositionWaiter(wanted, System.nanoTime(), lookAgain, most);
    locked(() -> add(waiter));
    try {
      return waiter.answer().get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException("The positions cannot be looked at", e.getCause());
    } finally {
      locked(() -> waiters.remove(waiter));
    }
  }

  private void add(PositionWaiter waiter) {
    waiters.add(waiter);
    if (isLooking) {
      changed.signal();
    } else {
      isLooking = true;
      Thread.ofVirtual().name("position-watch").start(this::lookWhileAnybodyWaits);
    }
  }

  private void lookWhileAnybodyWaits() {
    try {
      while (awaitDue()) {
        var found = positions.live(projections);
        long now = System.nanoTime();
        locked(() -> waiters.removeIf(waiter -> waiter.isAnswered(found, now)));
      }
    } catch (InterruptedException | RuntimeException | Error e) {
      locked(() -> fail(e));
    }
  }

  /**
   * @return false when nobody waits any more
   */
  private boolean awaitDue() throws InterruptedException {
    lock.lock();
    try {
      while (!waiters.isEmpty()) {
        long now = System.nanoTime();
        if (waiters.stream().anyMatch(waiter -> waiter.isDue(progress, now))) {
          long moveCount = progress.moveCount();
          waiters.forEach(waiter -> waiter.beginLook(moveCount, now + lookAgain.toNanos()));
          return true;
        }
        changed.awaitNanos(
            waiters.stream().mapToLong(waiter -> waiter.nanosToNextLook(now)).min().orElseThrow());
      }
      isLooking = false;
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** What keeps one look from an answer would keep the next one too: all hear of it at once. */
  private void fail(Throwable failure) {
    waiters.forEach(waiter -> waiter.answer().completeExceptionally(failure));
    waiters.clear();
    isLooking = false;
  }

  private void locked(Runnable action) {
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
  }
}
