package dev.manadeck.projection.replay;

import dev.manadeck.events.EventCodec;
import dev.manadeck.projection.log.LogReader;
import dev.manadeck.projection.replay.LeaseStore.Lease;
import dev.manadeck.projection.replay.Replay.State;
import dev.manadeck.projection.runtime.BackgroundDatabase;
import dev.manadeck.projection.runtime.Generation;
import dev.manadeck.projection.runtime.LogRecord;
import dev.manadeck.projection.runtime.Projection;
import dev.manadeck.projection.runtime.ReadRecord;
import dev.manadeck.projection.runtime.SkippedEvents;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What all steps of a run share.
 *
 * @param generation the tables that it builds or brings up to date
 * @param readers makes readers of the log, by the name of who reads
 */
record Run(
    Lease lease,
    Replay replay,
    Projection projection,
    Generation generation,
    SkippedEvents skipped,
    RunControl control,
    BackgroundDatabase database,
    Function<String, LogReader> readers) {
  private static final EventCodec CODEC = new EventCodec();

  UUID id() {
    return lease.replayId();
  }

  @Nullable Scope scope() {
    return replay.order().scope();
  }

  boolean isWanted(byte @Nullable [] recordKey) {
    var scope = scope();
    return scope == null || scope.mayHold(recordKey);
  }

  /** Null if the record is none of the run's business. */
  @Nullable ReadRecord read(LogRecord record) {
    if (skipped.contains(record.partition(), record.offset())) {
      return null;
    }
    var read = ReadRecord.read(CODEC, record);
    var scope = scope();
    var event = read.event();
    boolean isOfOthers = scope != null && event != null && !scope.holds(event.event());
    return isOfOthers ? null : read;
  }

  /**
   * Takes effect as a whole, in the transaction of the caller if there is one. Until its end nobody
   * else can take the run over.
   *
   * @throws LeaseLostException if another process is at the run: nothing takes effect then
   */
  <T> T change(Supplier<T> change) {
    return database
        .transaction()
        .execute(
            status -> {
              leases().hold(lease);
              return change.get();
            });
  }

  /** As {@link #change(Supplier)}. */
  void change(Runnable change) {
    database
        .transaction()
        .executeWithoutResult(
            status -> {
              leases().hold(lease);
              change.run();
            });
  }

  /** As {@link #change(Supplier)}, of a step that takes many of them. */
  void getOn(Runnable change) {
    change(
        () -> {
          change.run();
          replays().gotOn(id());
        });
  }

  /**
   * Transactions that are committed whatever becomes of the one around them. Like {@link
   * #change(Supplier)} they keep others from taking the run over, and throw {@link
   * LeaseLostException} once somebody has.
   */
  TransactionOperations ownChanges() {
    return new OwnChanges(this);
  }

  private record OwnChanges(Run run) implements TransactionOperations {
    @Override
    public <T> T execute(TransactionCallback<T> change) {
      return run.database
          .ownTransaction()
          .execute(
              status -> {
                run.leases().keep(run.lease);
                return change.doInTransaction(status);
              });
    }
  }

  /** As {@link #change(Supplier)}. */
  State enter(State state) {
    change(() -> replays().enter(id(), state));
    return state;
  }

  /**
   * As {@link #change(Supplier)}, and last in its transaction: an operator who was told that the
   * run stops must not see that it took effect.
   *
   * @throws CancelledException if an operator has cancelled the run: nothing takes effect then
   * @throws StoppedException if an operator has paused it: nothing takes effect then
   */
  State complete() {
    change(
        () -> {
          control.wish(leases().hold(lease));
          control.check();
          replays().end(id(), State.COMPLETED, null);
        });
    return State.COMPLETED;
  }

  /** As {@link #change(Supplier)}. */
  State end(State state, @Nullable String error) {
    change(() -> replays().end(id(), state, error));
    return state;
  }

  private LeaseStore leases() {
    return new LeaseStore(database.db());
  }

  private ReplayStore replays() {
    return new ReplayStore(database.db());
  }
}
