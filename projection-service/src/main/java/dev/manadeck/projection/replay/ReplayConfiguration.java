package dev.manadeck.projection.replay;

import com.zaxxer.hikari.HikariDataSource;
import dev.manadeck.projection.live.LagMonitor;
import dev.manadeck.projection.log.LogConsumers;
import dev.manadeck.projection.runtime.BackgroundDatabase;
import dev.manadeck.projection.runtime.ParkedEventQueries;
import dev.manadeck.projection.runtime.Projections;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReplayProperties.class)
class ReplayConfiguration {
  private static final int CONNECTIONS_BESIDE_LOADERS = 4;

  /** Of rollbacks, and runs that were cancelled. */
  private static final int CONNECTIONS_BESIDE_RUNS = 8;

  @Bean
  BackgroundDatabase backgroundDatabase(HikariDataSource dataSource, ReplayProperties properties) {
    return new BackgroundDatabase(
        dataSource,
        CONNECTIONS_BESIDE_RUNS
            + properties.concurrentRuns() * (properties.loaders() + CONNECTIONS_BESIDE_LOADERS));
  }

  @Bean
  ActionStore actionStore(JdbcClient db) {
    return new ActionStore(db);
  }

  @Bean
  ReplayRunner replayRunner(
      Projections projections,
      ReplayProperties properties,
      BackgroundDatabase database,
      LogConsumers consumers,
      LagMonitor lag,
      MeterRegistry registry) {
    return new ReplayRunner(
        ManagementFactory.getRuntimeMXBean().getName(),
        projections,
        properties,
        database,
        consumers,
        () -> lag.isBehind(properties.liveLagBound()),
        new ReplayMetrics(registry, projections.all()));
  }

  @Bean
  Replays replays(
      Projections projections,
      BackgroundDatabase database,
      LogConsumers consumers,
      ReplayProperties properties,
      ReplayRunner runner,
      ParkedEventQueries parkedEvents) {
    return new Replays(projections, database, consumers, properties, runner, parkedEvents);
  }
}
