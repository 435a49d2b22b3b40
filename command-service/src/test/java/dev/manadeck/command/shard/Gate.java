package dev.manadeck.command.shard;

import static dev.manadeck.command.shard.Eventually.eventually;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A point that threads pass at once, unless a test holds it. */
public final class Gate {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean held;
  private int permits;
  private int waiting;

  public void hold() {
    locked(() -> held = true);
  }

  public void letOnePass() {
    locked(() -> permits++);
  }

  public void open() {
    locked(() -> held = false);
  }

  public void awaitArrival() {
    eventually(this::hasArrivals);
  }

  public void pass() {
    lock.lock();
    try {
      waiting++;
      while (held && permits == 0) {
        changed.awaitUninterruptibly();
      }
      waiting--;
      if (held) {
        permits--;
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean hasArrivals() {
    lock.lock();
    try {
      return waiting > permits;
    } finally {
      lock.unlock();
    }
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
