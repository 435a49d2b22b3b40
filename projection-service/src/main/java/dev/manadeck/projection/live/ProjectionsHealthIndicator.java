package dev.manadeck.projection.live;

import dev.manadeck.projection.runtime.Projection;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Down when a projection does not follow the log, however alive its threads: something holds it up,
 * or it has stood still for too long although there is something to read and nobody paused it.
 */
final class ProjectionsHealthIndicator implements HealthIndicator {
  private static final double MILLIS = 1_000;

  private final List<Projection> projections;
  private final LagMonitor monitor;
  private final Duration standstill;

  ProjectionsHealthIndicator(
      List<Projection> projections, LagMonitor monitor, Duration standstill) {
    this.projections = projections;
    this.monitor = monitor;
    this.standstill = standstill;
  }

  @Override
  public Health health() {
    var health = Health.up();
    for (var projection : projections) {
      var obstacles = monitor.obstacles(projection.name());
      var lags = monitor.lag(projection.name());
      boolean isStandingStill =
          !monitor.isPaused(projection.name())
              && lags.stream().anyMatch(lag -> lag.standstill().compareTo(standstill) > 0);
      if (isStandingStill || !obstacles.isEmpty()) {
        health.down();
      }
      health.withDetail(
          projection.name(), details(projection.name(), lags, obstacles, isStandingStill));
    }
    monitor.logTrouble().ifPresent(trouble -> health.down().withDetail("log", trouble));
    return health.build();
  }

  private Map<String, Object> details(
      String projection, List<PartitionLag> lags, List<String> obstacles, boolean isStandingStill) {
    var details = new LinkedHashMap<String, Object>();
    details.put("lagEvents", lags.stream().mapToLong(PartitionLag::events).sum());
    details.put(
        "lagSeconds",
        lags.stream()
                .map(PartitionLag::time)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO)
                .toMillis()
            / MILLIS);
    details.put("parkedKeys", monitor.parkedKeys(projection));
    details.put("paused", monitor.isPaused(projection));
    if (isStandingStill) {
      details.put(
          "standsStill",
          lags.stream()
              .filter(lag -> lag.standstill().compareTo(standstill) > 0)
              .map(lag -> lag.partition().toString())
              .toList());
    }
    if (!obstacles.isEmpty()) {
      details.put("obstacles", obstacles);
    }
    return details;
  }
}
