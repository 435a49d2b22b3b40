package dev.manadeck.projection.replay;

import dev.manadeck.events.EventCodec;
import dev.manadeck.projection.log.LogReader;
import dev.manadeck.projection.replay.ReplayStore.Lease;
import dev.manadeck.projection.runtime.Generation;
import dev.manadeck.projection.runtime.LogRecord;
import dev.manadeck.projection.runtime.Projection;
import dev.manadeck.projection.runtime.ReadRecord;
import dev.manadeck.projection.runtime.SkippedEvents;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
}
