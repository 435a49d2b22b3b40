package dev.manadeck.projection.replay;

import dev.manadeck.projection.log.LogConsumers.Gulp;
import dev.manadeck.projection.runtime.BulkFold;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * @param concurrentRuns replays and verifications at once in this process, which share its memory;
 *     more of them wait, but rollbacks do not
 * @param loaders threads of one run, each with its slice of the log
 * @param eventsInMemory the most events that all loaders of a run hold at once; by default as many
 *     as some two fifths of the heap can hold
 * @param maxReadRecords the most events of one read: what is read is folded while the processor
 *     still has it at hand
 * @param maxReadSize the most bytes that are fetched at once
 * @param lease how long a process may show no sign of life before another goes on with its runs
 * @param liveLagBound a replay is slowed while a live projection that moves is farther behind
 * @param inspectionKept how long tables that were built to be looked at are kept
 */
@Validated
@ConfigurationProperties("manadeck.replays")
record ReplayProperties(
    @DefaultValue("1") @Min(1) @Max(16) int concurrentRuns,
    @DefaultValue("2") @Min(1) @Max(64) int loaders,
    @Nullable @Min(1) Integer eventsInMemory,
    @DefaultValue("1000") @Min(1) int maxReadRecords,
    @DefaultValue("32MB") DataSize maxReadSize,
    @DefaultValue("10s") Duration lease,
    @DefaultValue("2s") Duration liveLagBound,
    @DefaultValue("24h") Duration inspectionKept) {
  private static final double SHARE_OF_HEAP = 0.4;

  Gulp gulp() {
    return new Gulp(maxReadRecords, maxReadSize);
  }

  /** What one loader holds at most. */
  long eventsOfSlice() {
    long all =
        eventsInMemory == null
            ? (long)
                (Runtime.getRuntime().maxMemory()
                    * SHARE_OF_HEAP
                    / BulkFold.BYTES_OF_EVENT
                    / concurrentRuns)
            : eventsInMemory;
    return Math.max(1, all / loaders);
  }
}
