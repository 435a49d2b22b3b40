package dev.manadeck.projection.live;

import dev.manadeck.projection.runtime.BatchWriter.Written;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** What the workers of one projection count. */
final class WorkerMetrics {
  private final DistributionSummary batchSize;
  private final Timer batchDuration;
  private final Counter applied;
  private final Counter parked;
  private final Counter lost;

  WorkerMetrics(MeterRegistry registry, String projection) {
    batchSize =
        DistributionSummary.builder("manadeck.projection.batch.size")
            .description("Events of a batch")
            .tag("projection", projection)
            .register(registry);
    batchDuration =
        Timer.builder("manadeck.projection.batch.duration")
            .description("From the decoded batch to its commit")
            .tag("projection", projection)
            .register(registry);
    applied =
        Counter.builder("manadeck.projection.events.applied")
            .description("Events folded into the tables")
            .tag("projection", projection)
            .register(registry);
    parked =
        Counter.builder("manadeck.projection.events.parked")
            .description("Events set aside because of their own error")
            .tag("projection", projection)
            .register(registry);
    lost =
        Counter.builder("manadeck.projection.position.moves.lost")
            .description("Positions that somebody else had claimed when a batch came to move them")
            .tag("projection", projection)
            .register(registry);
  }

  void wrote(Written written, int events, long nanos) {
    if (events > 0) {
      batchSize.record(events);
    }
    batchDuration.record(nanos, TimeUnit.NANOSECONDS);
    applied.increment(written.appliedCount());
    parked.increment(written.parked().size());
  }

  void lost(int partitions) {
    lost.increment(partitions);
  }
}
