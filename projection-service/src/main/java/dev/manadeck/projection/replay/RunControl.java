package dev.manadeck.projection.replay;

import dev.manadeck.projection.replay.LeaseStore.Wishes;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a run may go on, and how fast: what operators want, what the rate allows, how the live
 * projections are doing. All of a run's threads ask it before they read on.
 */
final class RunControl {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
  private static final long NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final @Nullable Integer maxRate;
  private final BooleanSupplier isLiveBehind;
  private Wishes wishes;
  private @Nullable RuntimeException end;
  private @Nullable String waitsFor;
  private long allowedAtNanos = System.nanoTime();

  RunControl(Replay replay, BooleanSupplier isLiveBehind) {
    maxRate = replay.order().maxRate();
    wishes = new Wishes(replay.isPaused(), replay.isCancelRequested());
    this.isLiveBehind = isLiveBehind;
  }

  void wish(Wishes wishes) {
    lock.lock();
    try {
      this.wishes = wishes;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** All threads of the run end with that, at their next step. */
  void end(RuntimeException reason) {
    lock.lock();
    try {
      if (end == null) {
        end = reason;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** What keeps the run from going on, for operators. */
  @Nullable String waitsFor() {
    lock.lock();
    try {
      return waitsFor;
    } finally {
      lock.unlock();
    }
  }

  /**
   * @throws CancelledException if an operator does not want the run any more
   * @throws StoppedException if an operator wants it to go on later
   * @throws LeaseLostException if another process is at it
   */
  void check() {
    lock.lock();
    try {
      throwIfOver();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until that many events may be read. */
  void awaitTurn(int events) {
    lock.lock();
    try {
      throwIfOver();
      while (true) {
        var reason = reasonToWait();
        waitsFor = reason;
        if (reason == null) {
          break;
        }
        changed.awaitNanos(LOOK_AGAIN.toNanos());
        throwIfOver();
      }
      awaitRate(events);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedException();
    } finally {
      lock.unlock();
    }
  }

  void sleep(Duration duration) {
    lock.lock();
    try {
      long left = duration.toNanos();
      while (left > 0) {
        throwIfOver();
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedException();
    } finally {
      lock.unlock();
    }
  }

  private @Nullable String reasonToWait() {
    return isLiveBehind.getAsBoolean() ? "lets the live projections catch up first" : null;
  }

  private void awaitRate(int events) throws InterruptedException {
    if (maxRate == null) {
      return;
    }
    long now = System.nanoTime();
    long turn = now + Math.max(0, allowedAtNanos - now) + events * NANOS_PER_SECOND / maxRate;
    allowedAtNanos = turn;
    for (long left = turn - now; left > 0; left = turn - System.nanoTime()) {
      changed.awaitNanos(left);
      throwIfOver();
    }
  }

  private void throwIfOver() {
    if (end != null) {
      throw end;
    }
    if (wishes.isCancelRequested()) {
      throw new CancelledException();
    }
    if (wishes.isPaused()) {
      throw new StoppedException();
    }
  }
}
