package dev.manadeck.command.shard;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A log in memory. Its owners come and go as those of a real one; a test holds them up, or makes
 * them fail, at each step.
 */
final class SteppedLog<F> {
  enum CommitFailure {
    NONE,
    BEFORE_IT_TOOK_EFFECT,
    AFTER_IT_TOOK_EFFECT
  }

  final Gate fencing = new Gate();
  final Gate reading = new Gate();
  final Gate committing = new Gate();

  private final List<F> committed = new ArrayList<>();
  private final Queue<CommitFailure> commitFailures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger appendFailures = new AtomicInteger();
  private int epoch;
  private int unclosed;

  void failCommits(List<CommitFailure> next) {
    commitFailures.addAll(next);
  }

  void failNextAppend() {
    appendFailures.incrementAndGet();
  }

  synchronized List<F> committed() {
    return List.copyOf(committed);
  }

  synchronized int fences() {
    return epoch;
  }

  synchronized int unclosed() {
    return unclosed;
  }

  ShardLog<F> open() {
    return new Owner();
  }

  private final class Owner implements ShardLog<F> {
    private int ownEpoch;

    Owner() {
      synchronized (SteppedLog.this) {
        unclosed++;
      }
    }

    @Override
    public void fence() {
      fencing.pass();
      synchronized (SteppedLog.this) {
        epoch++;
        ownEpoch = epoch;
      }
    }

    @Override
    public void read(FactReader<F> reader) {
      reading.pass();
      var facts = committed();
      for (var i = 0; i < facts.size(); i++) {
        reader.accept(facts.get(i), at(i));
      }
    }

    @Override
    public Transaction<F> begin() {
      return new Facts();
    }

    @Override
    public void close() {
      synchronized (SteppedLog.this) {
        unclosed--;
      }
    }

    private Location at(int offset) {
      return Location.at("counters", 0, offset);
    }

    private void requireUnfenced() {
      if (ownEpoch != epoch) {
        throw new IllegalStateException("Fenced: epoch %d of %d".formatted(ownEpoch, epoch));
      }
    }

    private final class Facts implements Transaction<F> {
      private record Appended<F>(F fact, Location location) {}

      private final List<Appended<F>> appended = new ArrayList<>();

      @Override
      public Location append(F fact) {
        if (appendFailures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
          throw new IllegalStateException("Cannot append");
        }
        var location = Location.pending("counters", 0);
        appended.add(new Appended<>(fact, location));
        return location;
      }

      @Override
      public void commit() {
        committing.pass();
        var next = commitFailures.poll();
        switch (next == null ? CommitFailure.NONE : next) {
          case NONE -> takeEffect();
          case BEFORE_IT_TOOK_EFFECT -> throw new IllegalStateException("Lost the request");
          case AFTER_IT_TOOK_EFFECT -> {
            takeEffect();
            throw new IllegalStateException("Lost the answer");
          }
        }
      }

      private void takeEffect() {
        synchronized (SteppedLog.this) {
          requireUnfenced();
          for (var one : appended) {
            one.location().resolve(committed.size());
            committed.add(one.fact());
          }
        }
      }
    }
  }
}
