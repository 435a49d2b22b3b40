package dev.manadeck.command.monitor;

import dev.manadeck.command.shard.Restoration;
import dev.manadeck.command.shard.ShardListener;
import dev.manadeck.command.shard.ShardPhase;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

@Component
final class ShardMonitor implements ShardListener {
  private static final Logger LOG = LoggerFactory.getLogger(ShardMonitor.class);

  private final DistributionSummary batchSize;
  private final Timer transactions;
  private final Counter facts;
  private final Counter failures;
  private final Timer restores;
  private final Timer snapshots;

  ShardMonitor(MeterRegistry registry) {
    batchSize =
        DistributionSummary.builder("manadeck.command.batch.size")
            .description("Commands decided together")
            .publishPercentiles(0.5, 0.99)
            .register(registry);
    transactions =
        Timer.builder("manadeck.command.transactions")
            .description("From the decision of a batch to its commit")
            .publishPercentiles(0.5, 0.99)
            .register(registry);
    facts =
        Counter.builder("manadeck.command.facts")
            .description("Facts appended to the log")
            .register(registry);
    failures =
        Counter.builder("manadeck.command.shard.failures")
            .description("Times that a shard had to be opened anew")
            .register(registry);
    restores =
        Timer.builder("manadeck.command.shard.restores")
            .description("From the opening of a shard's log until the shard takes commands")
            .register(registry);
    snapshots =
        Timer.builder("manadeck.command.shard.snapshots")
            .description("For how long a snapshot kept commands waiting")
            .publishPercentiles(0.5, 0.99)
            .register(registry);
  }

  @Override
  public void phaseChanged(int shard, ShardPhase phase, Duration took) {
    switch (phase) {
      case FENCING, RESTORING, BROKEN -> LOG.debug("Shard {} is {}", shard, phase);
      case OPEN -> LOG.info("Shard {} is open after {} ms", shard, took.toMillis());
      case CLOSED -> LOG.info("Shard {} is closed", shard);
    }
  }

  @Override
  public void restored(int shard, Restoration restoration) {
    restores.record(restoration.took());
    LOG.info(
        "Shard {} restored {} parts of its snapshot and {} facts behind it in {} ms",
        shard,
        restoration.parts(),
        restoration.facts(),
        restoration.took().toMillis());
  }

  @Override
  public void committed(int shard, int commands, int appended, Duration took) {
    batchSize.record(commands);
    if (appended > 0) {
      transactions.record(took);
      facts.increment(appended);
    }
  }

  @Override
  public void snapshotTaken(int shard, int changedParts, Duration took) {
    snapshots.record(took);
    LOG.debug(
        "Shard {} took a snapshot: {} changed parts in {} ms",
        shard,
        changedParts,
        took.toMillis());
  }

  @Override
  public void snapshotFailed(int shard, RuntimeException cause) {
    LOG.warn("Shard {} goes without a snapshot, because of: {}", shard, describe(cause));
    LOG.debug("Snapshot of shard {} failed", shard, cause);
  }

  @Override
  public void broken(int shard, RuntimeException cause) {
    failures.increment();
    LOG.warn("Shard {} is opened anew, because of: {}", shard, describe(cause));
    LOG.debug("Shard {} failed", shard, cause);
  }

  private static String describe(Throwable cause) {
    var root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null
        ? root.getClass().getSimpleName()
        : "%s: %s".formatted(root.getClass().getSimpleName(), root.getMessage());
  }
}
