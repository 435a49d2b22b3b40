package dev.manadeck.projection.live;

import dev.manadeck.projection.runtime.Projection;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Lag and parked keys as gauges. */
final class LagMetrics implements MeterBinder {
  private static final double MILLIS = 1_000;

  private final List<Projection> projections;
  private final LagMonitor monitor;

  LagMetrics(List<Projection> projections, LagMonitor monitor) {
    this.projections = projections;
    this.monitor = monitor;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    var events =
        MultiGauge.builder("manadeck.projection.lag.events")
            .description("Events between the position and the end of the log")
            .register(registry);
    var seconds =
        MultiGauge.builder("manadeck.projection.lag.seconds")
            .description("How long the log has been beyond the position")
            .register(registry);
    for (var projection : projections) {
      Gauge.builder(
              "manadeck.projection.parked.keys",
              monitor,
              lags -> lags.parkedKeys(projection.name()))
          .description("Keys whose events wait behind one that could not be applied")
          .tag("projection", projection.name())
          .register(registry);
      Gauge.builder(
              "manadeck.projection.paused",
              monitor,
              lags -> lags.isPaused(projection.name()) ? 1 : 0)
          .description("1 while an operator keeps the tables as they are")
          .tag("projection", projection.name())
          .register(registry);
    }
    monitor.afterMeasuring(
        () -> {
          events.register(rows(PartitionLag::events), true);
          seconds.register(rows(lag -> lag.time().toMillis() / MILLIS), true);
        });
  }

  private List<MultiGauge.Row<?>> rows(ToDoubleFunction<PartitionLag> value) {
    var rows = new ArrayList<MultiGauge.Row<?>>();
    for (var projection : projections) {
      for (var lag : monitor.lag(projection.name())) {
        var tags =
            Tags.of(
                "projection",
                projection.name(),
                "topic",
                lag.partition().topic().shortName(),
                "partition",
                Integer.toString(lag.partition().number()));
        rows.add(MultiGauge.Row.of(tags, value.applyAsDouble(lag)));
      }
    }
    return rows;
  }
}
