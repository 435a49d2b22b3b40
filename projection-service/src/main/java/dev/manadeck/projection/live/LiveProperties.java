package dev.manadeck.projection.live;

import dev.manadeck.projection.log.LogConsumers.Gulp;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * @param workers threads for each projection; more than partitions are idle
 * @param maxBatchRecords the most events of one transaction
 * @param maxBatchSize the most bytes that are fetched at once
 * @param pace the least time from the beginning of a batch to that of the next
 * @param longestPace the same when much comes, but the worker is not behind
 * @param sessionTimeout how long Kafka waits for a sign of life before it gives partitions to
 *     others
 * @param firstRetry the first wait when the database or Kafka is away; waits double
 * @param longestRetry the longest wait when the database or Kafka is away
 * @param idleMove how long a position may lag behind the end of the log when only transaction
 *     markers are left
 * @param idleLook how long after its last write a worker looks whether the database still knows it
 * @param lagInterval how often lag is measured
 * @param standstill how long a projection may stand still while the log moves, and be called
 *     healthy
 */
@Validated
@ConfigurationProperties("manadeck.projections")
record LiveProperties(
    @DefaultValue("2") @Min(1) @Max(64) int workers,
    @DefaultValue("10000") @Min(1) int maxBatchRecords,
    @DefaultValue("16MB") DataSize maxBatchSize,
    @DefaultValue("8ms") Duration pace,
    @DefaultValue("50ms") Duration longestPace,
    @DefaultValue("9s") Duration sessionTimeout,
    @DefaultValue("100ms") Duration firstRetry,
    @DefaultValue("3s") Duration longestRetry,
    @DefaultValue("250ms") Duration idleMove,
    @DefaultValue("5s") Duration idleLook,
    @DefaultValue("2s") Duration lagInterval,
    @DefaultValue("30s") Duration standstill) {
  /** A fetch brings less than it might, yet more than comes in between. */
  private static final int MANY = 10;

  Pace batches() {
    return new Pace(pace, longestPace, maxBatchRecords / MANY);
  }

  Gulp gulp() {
    return new Gulp(maxBatchRecords, maxBatchSize);
  }
}
