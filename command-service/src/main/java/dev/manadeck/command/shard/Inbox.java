package dev.manadeck.command.shard;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToLongFunction;

/** A bounded queue that is emptied in batches. Any thread offers, the shard's thread takes. */
final class Inbox<T> {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final int capacity;
  private final long weightCapacity;
  private final ToLongFunction<T> weight;
  private List<T> waiting = new ArrayList<>();
  private long waitingWeight;
  private int enough = Integer.MAX_VALUE;
  private boolean closed;

  /**
   * @param weightCapacity of all items together; a heavier one gets in alone
   */
  Inbox(int capacity, long weightCapacity, ToLongFunction<T> weight) {
    this.capacity = capacity;
    this.weightCapacity = weightCapacity;
    this.weight = weight;
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
      if (!hasRoomFor(item)) {
        return Admission.FULL;
      }
      waiting.add(item);
      waitingWeight += weight.applyAsLong(item);
      if (waiting.size() == 1 || waiting.size() >= enough) {
        changed.signal();
      }
      return Admission.ADMITTED;
    } finally {
      lock.unlock();
    }
  }

  private boolean hasRoomFor(T item) {
    return waiting.isEmpty()
        || waiting.size() < capacity && waitingWeight + weight.applyAsLong(item) <= weightCapacity;
  }

  /**
   * Waits for items; gives at most {@code limit} of them, and none only when it was closed.
   *
   * @param notBefore an instant as {@link System#nanoTime} tells it: until then, more are waited
   *     for, unless there are as many as the limit
   */
  List<T> take(int limit, long notBefore) {
    lock.lock();
    try {
      enough = limit;
      while (waiting.isEmpty() && !closed) {
        changed.awaitUninterruptibly();
      }
      awaitMore(limit, notBefore);
      return first(limit);
    } finally {
      lock.unlock();
    }
  }

  private void awaitMore(int limit, long notBefore) {
    var left = notBefore - System.nanoTime();
    try {
      while (left > 0 && waiting.size() < limit && !closed) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Does not wait: gives none if there are none. */
  List<T> takeWaiting(int limit) {
    lock.lock();
    try {
      return first(limit);
    } finally {
      lock.unlock();
    }
  }

  private List<T> first(int limit) {
    if (waiting.size() <= limit) {
      var all = waiting;
      waiting = closed ? List.of() : new ArrayList<>(all.size());
      waitingWeight = 0;
      return all;
    }
    var first = waiting.subList(0, limit);
    var taken = List.copyOf(first);
    taken.forEach(item -> waitingWeight -= weight.applyAsLong(item));
    first.clear();
    return taken;
  }

  /** Does nothing if it was taken. */
  void remove(T item) {
    lock.lock();
    try {
      if (!closed && waiting.remove(item)) {
        waitingWeight -= weight.applyAsLong(item);
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
