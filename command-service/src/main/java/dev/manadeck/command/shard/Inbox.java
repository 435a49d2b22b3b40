package dev.manadeck.command.shard;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A bounded queue that is emptied in batches. Any thread offers, the shard's thread takes. */
final class Inbox<T> {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final int capacity;
  private List<T> waiting = new ArrayList<>();
  private boolean closed;

  Inbox(int capacity) {
    this.capacity = capacity;
  }

  enum Admission {
    ADMITTED,
    FULL,
    CLOSED
  }

  Admission offer(T item) {
    lock.lock();
    try {
      if (closed) {
        return Admission.CLOSED;
      }
      if (waiting.size() >= capacity) {
        return Admission.FULL;
      }
      waiting.add(item);
      changed.signal();
      return Admission.ADMITTED;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for items; gives at most {@code limit} of them, and none only when it was closed. */
  List<T> take(int limit) {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed) {
        changed.awaitUninterruptibly();
      }
      if (closed) {
        return List.of();
      }
      if (waiting.size() <= limit) {
        var all = waiting;
        waiting = new ArrayList<>(all.size());
        return all;
      }
      var first = waiting.subList(0, limit);
      var taken = List.copyOf(first);
      first.clear();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Does nothing if it was taken. */
  void remove(T item) {
    lock.lock();
    try {
      if (!closed) {
        waiting.remove(item);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Nothing gets in any more. Gives back what nobody took. */
  List<T> close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
      var left = waiting;
      waiting = List.of();
      return left;
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }
}
