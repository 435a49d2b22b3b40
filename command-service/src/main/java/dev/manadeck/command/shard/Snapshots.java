package dev.manadeck.command.shard;

import java.time.Duration;
import java.util.function.ObjIntConsumer;

/**
 * Takes a snapshot every so many facts, in as many transactions as it needs, commands between them.
 * Confined to the shard's thread.
 */
final class Snapshots {
  private final ShardLog<?> log;
  private final StateMachine<?, ?, ?> machine;
  private final long every;
  private final ObjIntConsumer<Duration> taken;
  private long facts;
  private boolean underWay;
  private int changedParts;
  private Duration took = Duration.ZERO;

  /**
   * @param facts that are in no snapshot yet
   * @param taken told of the time and the changed parts
   */
  Snapshots(
      ShardLog<?> log,
      StateMachine<?, ?, ?> machine,
      long every,
      long facts,
      ObjIntConsumer<Duration> taken) {
    this.log = log;
    this.machine = machine;
    this.every = every;
    this.facts = facts;
    this.taken = taken;
  }

  void appended(int more) {
    facts += more;
  }

  boolean isDue() {
    return underWay || facts >= every;
  }

  /** One transaction of it. */
  void proceed() {
    var begun = System.nanoTime();
    underWay = true;
    var transaction = log.beginSnapshot();
    var counting = new Counting(transaction);
    var isWhole = machine.snapshot(counting);
    if (isWhole) {
      transaction.complete(machine.snapshotFormat(), machine.parts());
    }
    transaction.commit();
    changedParts += counting.parts;
    took = took.plusNanos(System.nanoTime() - begun);
    if (isWhole) {
      finish();
    }
  }

  private void finish() {
    taken.accept(took, changedParts);
    facts = 0;
    underWay = false;
    changedParts = 0;
    took = Duration.ZERO;
  }

  /** At the end, so that the next owner has nothing to read behind it. */
  void takeLast() {
    if (facts > 0) {
      do {
        proceed();
      } while (underWay);
    }
  }

  private static final class Counting implements SnapshotWriter {
    private final SnapshotWriter out;
    private int parts;

    Counting(SnapshotWriter out) {
      this.out = out;
    }

    @Override
    public boolean hasRoom() {
      return out.hasRoom();
    }

    @Override
    public void put(String key, byte[] content) {
      parts++;
      out.put(key, content);
    }

    @Override
    public void remove(String key) {
      parts++;
      out.remove(key);
    }
  }
}
