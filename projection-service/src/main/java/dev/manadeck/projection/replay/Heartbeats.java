package dev.manadeck.projection.replay;

import dev.manadeck.projection.replay.LeaseStore.Lease;
import dev.manadeck.projection.replay.Replay.State;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Shows that a run is alive and how far it is, and hears what operators want of it. The database
 * being away ends nothing: every step checks the lease by itself.
 */
final class Heartbeats implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Heartbeats.class);
  private static final double NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

  /** So much of the rate is what it was before. */
  private static final double INERTIA = 0.7;

  private final Lease lease;
  private final Replay replay;
  private final LeaseStore leases;
  private final RunControl control;
  private final BuildProgress progress;
  private final Duration interval;
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread thread;
  private long lastDone;
  private long lastNanos = System.nanoTime();
  private double rate;

  Heartbeats(
      Lease lease,
      Replay replay,
      LeaseStore leases,
      RunControl control,
      BuildProgress progress,
      Duration leaseTime) {
    this.lease = lease;
    this.replay = replay;
    this.leases = leases;
    this.control = control;
    this.progress = progress;
    interval = leaseTime.dividedBy(20);
    lastDone = replay.doneEventCount();
    thread = Thread.ofVirtual().name("replay-heartbeat").unstarted(this::run);
  }

  void begin() {
    thread.start();
  }

  private void run() {
    try {
      do {
        beatOrEnd();
      } while (!end.await(interval.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void beatOrEnd() {
    try {
      control.wish(leases.beat(lease, done(), rate(), control.waitsFor()));
    } catch (LeaseLostException e) {
      control.end(e);
    } catch (DataAccessException | TransactionException e) {
      log.debug("No sign of life could be given", e);
    }
  }

  /** Once everything is folded it stays so. */
  private long done() {
    return replay.state() == State.WAITING || replay.state() == State.BUILDING
        ? Math.max(progress.done(), replay.doneEventCount())
        : replay.eventCount();
  }

  private double rate() {
    long now = System.nanoTime();
    long done = done();
    double latest = (done - lastDone) * NANOS_PER_SECOND / Math.max(1, now - lastNanos);
    rate = rate == 0 ? latest : INERTIA * rate + (1 - INERTIA) * latest;
    lastDone = done;
    lastNanos = now;
    return Math.max(0, rate);
  }

  @Override
  public void close() {
    end.countDown();
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
