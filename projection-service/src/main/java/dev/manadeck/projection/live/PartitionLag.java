package dev.manadeck.projection.live;

import dev.manadeck.projection.runtime.LogPartition;
import java.time.Duration;

/** Where a projection stands in one partition. */
public record PartitionLag(
    LogPartition partition,
    long nextOffset,
    long endOffset,
    long events,
    Duration time,
    Duration standstill) {}
