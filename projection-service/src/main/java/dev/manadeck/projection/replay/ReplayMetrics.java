package dev.manadeck.projection.replay;

import dev.manadeck.projection.replay.Replay.State;
import dev.manadeck.projection.runtime.Projection;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** How far runs are, wherever they run, and how those ended that ran here. */
final class ReplayMetrics {
  private final MeterRegistry registry;
  private volatile Map<String, Replay> active = Map.of();

  ReplayMetrics(MeterRegistry registry, List<Projection> projections) {
    this.registry = registry;
    for (var projection : projections) {
      var name = projection.name();
      gauge(
          "manadeck.replay.progress",
          "Of the events, how many a run has folded: 0 to 1",
          name,
          Replay::progress);
      gauge(
          "manadeck.replay.events.done",
          "Events that a run has folded",
          name,
          Replay::doneEventCount);
      gauge("manadeck.replay.rate", "Events a second that a run folds", name, Replay::rateOrZero);
    }
  }

  void underWay(List<Replay> replays) {
    active =
        replays.stream()
            .collect(Collectors.toMap(replay -> replay.order().projection(), Function.identity()));
  }

  void ended(Replay replay, State outcome) {
    var order = replay.order();
    registry
        .counter(
            "manadeck.replay.runs",
            "projection",
            order.projection(),
            "kind",
            order.kind().text(),
            "outcome",
            outcome.text())
        .increment();
  }

  /** Not a number while there is no run. */
  private void gauge(
      String name, String description, String projection, ToDoubleFunction<Replay> value) {
    Gauge.builder(
            name,
            this,
            metrics -> {
              var replay = metrics.active.get(projection);
              return replay == null ? Double.NaN : value.applyAsDouble(replay);
            })
        .description(description)
        .tag("projection", projection)
        .register(registry);
  }
}
