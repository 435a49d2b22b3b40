package dev.manadeck.projection.operations;

import dev.manadeck.projection.live.LagMonitor;
import dev.manadeck.projection.live.PartitionLag;
import dev.manadeck.projection.operations.ProjectionJson.Place;
import dev.manadeck.projection.replay.Replay;
import dev.manadeck.projection.replay.Replays;
import dev.manadeck.projection.runtime.Positions;
import dev.manadeck.projection.runtime.Projection;
import dev.manadeck.projection.runtime.Projections;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts together what operators want to know of a projection. */
final class ProjectionViews {
  private static final double MILLIS = 1_000;

  private final Projections projections;
  private final LagMonitor monitor;
  private final Positions positions;
  private final Replays replays;
  private final Clock clock;

  ProjectionViews(
      Projections projections,
      LagMonitor monitor,
      Positions positions,
      Replays replays,
      Clock clock) {
    this.projections = projections;
    this.monitor = monitor;
    this.positions = positions;
    this.replays = replays;
    this.clock = clock;
  }

  List<ProjectionJson> all() {
    return projections.all().stream().map(this::view).toList();
  }

  Optional<ProjectionJson> of(String name) {
    return projections.find(name).map(this::view);
  }

  private ProjectionJson view(Projection projection) {
    var name = projection.name();
    var lags = monitor.lag(name);
    int builtBy = replays.liveCodeVersion(name);
    var live = positions.live(name);
    var active = replays.active(name);
    var obstacles = monitor.obstacles(name);
    long parkedKeys = monitor.parkedKeys(name);
    return new ProjectionJson(
        name,
        state(live.isPaused(), obstacles, active),
        live.generation().number(),
        builtBy,
        projection.codeVersion(),
        lags.stream().mapToLong(PartitionLag::events).sum(),
        seconds(
            lags.stream()
                .map(PartitionLag::time)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO)),
        parkedKeys,
        lags.stream().map(ProjectionViews::place).toList(),
        obstacles,
        advice(projection, builtBy, parkedKeys, obstacles, live.isPaused()),
        active.map(replay -> ReplayJson.of(replay, clock.instant())).orElse(null),
        replays.generations(name));
  }

  private static String state(boolean isPaused, List<String> obstacles, Optional<Replay> active) {
    if (isPaused) {
      return "paused";
    }
    if (!obstacles.isEmpty()) {
      return "blocked";
    }
    return active
        .filter(replay -> replay.order().kind() != Replay.Kind.VERIFICATION)
        .map(replay -> "replaying")
        .orElse("running");
  }

  private static @Nullable String advice(
      Projection projection,
      int builtBy,
      long parkedKeys,
      List<String> obstacles,
      boolean isPaused) {
    var name = projection.name();
    if (builtBy < projection.codeVersion()) {
      return "The live tables were built by version %d, the service has version %d: ./manadeck replay %s"
          .formatted(builtBy, projection.codeVersion(), name);
    }
    if (builtBy > projection.codeVersion()) {
      return "The live tables were built by version %d, which is newer than this service's %d: upgrade it, or ./manadeck rollback %s"
          .formatted(builtBy, projection.codeVersion(), name);
    }
    if (parkedKeys > 0) {
      return "%d keys wait behind events that cannot be applied: ./manadeck parked"
          .formatted(parkedKeys);
    }
    if (isPaused) {
      return "Paused by an operator: ./manadeck resume " + name;
    }
    return obstacles.isEmpty() ? null : obstacles.getFirst();
  }

  private static Place place(PartitionLag lag) {
    return new Place(
        lag.partition().topic().shortName(),
        lag.partition().number(),
        lag.nextOffset(),
        lag.endOffset(),
        lag.events(),
        seconds(lag.time()));
  }

  private static double seconds(Duration time) {
    return time.toMillis() / MILLIS;
  }
}
