package dev.manadeck.projection.operations;

import dev.manadeck.projection.live.LagMonitor;
import dev.manadeck.projection.replay.Replays;
import dev.manadeck.projection.runtime.Positions;
import dev.manadeck.projection.runtime.Projections;
import dev.manadeck.web.problem.ProblemWriter;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OperationsConfiguration {

  @Bean
  ExpectedFailureResolver expectedFailureResolver(ProblemWriter writer) {
    return new ExpectedFailureResolver(writer);
  }

  @Bean
  ReplayStreams replayStreams(Replays replays, Clock clock) {
    return new ReplayStreams(replays, clock);
  }

  @Bean
  ProjectionViews projectionViews(
      Projections projections,
      LagMonitor monitor,
      Positions positions,
      Replays replays,
      Clock clock) {
    return new ProjectionViews(projections, monitor, positions, replays, clock);
  }
}
