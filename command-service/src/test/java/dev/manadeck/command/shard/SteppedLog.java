package dev.manadeck.command.shard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

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
  final Gate finding = new Gate();
  final Gate reading = new Gate();
  final Gate committing = new Gate();
  final Gate snapshotting = new Gate();

  private final List<F> committed = new ArrayList<>();
  private final Queue<CommitFailure> commitFailures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger appendFailures = new AtomicInteger();
  private final SortedMap<String, byte[]> parts = new TreeMap<>();
  private final AtomicInteger snapshotFailures = new AtomicInteger();
  private @Nullable Marker marker;
  private int roomForParts = Integer.MAX_VALUE;
  private int firstRead;
  private int epoch;
  private int unclosed;

  private record Marker(String format, int parts, long next) {}

  void failCommits(List<CommitFailure> next) {
    commitFailures.addAll(next);
  }

  void failNextAppend() {
    appendFailures.incrementAndGet();
  }

  void failSnapshots(int howMany) {
    snapshotFailures.set(howMany);
  }

  /** In one transaction. */
  synchronized void setRoomForParts(int howMany) {
    roomForParts = howMany;
  }

  synchronized boolean hasSnapshot() {
    return marker != null;
  }

  synchronized SortedMap<String, byte[]> parts() {
    return new TreeMap<>(parts);
  }

  /** As somebody else might. */
  synchronized void spoilPart(String key) {
    parts.put(key, new byte[0]);
  }

  /** The offset from which on the last owner read. */
  synchronized int firstRead() {
    return firstRead;
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
    public Optional<Snapshot> snapshot(String format) {
      finding.pass();
      synchronized (SteppedLog.this) {
        return marker == null || !marker.format().equals(format) || marker.parts() != parts.size()
            ? Optional.empty()
            : Optional.of(new Snapshot(parts(), Map.of("counters", marker.next())));
      }
    }

    @Override
    public void read(@Nullable Snapshot behind, FactReader<F> reader) {
      reading.pass();
      var facts = committed();
      var firstRead = behind == null ? 0 : Math.toIntExact(behind.next().get("counters"));
      noteFirstRead(firstRead);
      for (var i = firstRead; i < facts.size(); i++) {
        reader.accept(facts.get(i), at(i));
      }
    }

    @Override
    public SnapshotTransaction beginSnapshot() {
      return new Parts();
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

    private void noteFirstRead(int offset) {
      synchronized (SteppedLog.this) {
        firstRead = offset;
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

    private final class Parts implements SnapshotTransaction {
      private final SortedMap<String, Optional<byte[]>> changed = new TreeMap<>();
      private @Nullable Marker completed;

      @Override
      public boolean hasRoom() {
        return changed.size() < roomForParts;
      }

      @Override
      public void put(String key, byte[] content) {
        changed.put(key, Optional.of(content));
      }

      @Override
      public void remove(String key) {
        changed.put(key, Optional.empty());
      }

      @Override
      public void complete(String format, int parts) {
        completed = new Marker(format, parts, committed().size());
      }

      @Override
      public void commit() {
        snapshotting.pass();
        if (snapshotFailures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
          throw new IllegalStateException("Cannot keep a snapshot");
        }
        synchronized (SteppedLog.this) {
          requireUnfenced();
          changed.forEach(
              (key, content) ->
                  content.ifPresentOrElse(bytes -> parts.put(key, bytes), () -> parts.remove(key)));
          marker = completed;
        }
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
