package dev.manadeck.projection.live;

import dev.manadeck.projection.log.KafkaTopics;
import dev.manadeck.projection.log.LogConsumers;
import dev.manadeck.projection.log.LogEnds;
import dev.manadeck.projection.log.TopicProperties;
import dev.manadeck.projection.runtime.BatchWriter;
import dev.manadeck.projection.runtime.ParkedEventQueries;
import dev.manadeck.projection.runtime.Positions;
import dev.manadeck.projection.runtime.Projection;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({LiveProperties.class, TopicProperties.class})
class LiveConfiguration {

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  LiveProgress progress() {
    return new LiveProgress();
  }

  @Bean
  LogConsumers logConsumers(KafkaProperties kafka, TopicProperties topics) {
    return new LogConsumers(kafka.buildConsumerProperties(), topics);
  }

  @Bean
  LiveProjections liveProjections(
      List<Projection> projections,
      LogConsumers consumers,
      TopicProperties topics,
      LiveProperties properties,
      JdbcClient db,
      TransactionOperations transaction,
      Positions positions,
      LiveProgress progress,
      MeterRegistry registry) {
    return new LiveProjections(
        projections,
        projection -> new BatchWriter(projection, db, transaction, positions),
        consumers,
        new KafkaTopics(topics.names()),
        positions,
        progress,
        registry,
        properties);
  }

  @Bean
  LagMonitor lagMonitor(
      List<Projection> projections,
      KafkaProperties kafka,
      TopicProperties topics,
      LiveProperties properties,
      Positions positions,
      ParkedEventQueries parkedEvents,
      LiveProgress progress,
      Clock clock) {
    return new LagMonitor(
        projections,
        new LogEnds(kafka.buildAdminProperties(), new KafkaTopics(topics.names())),
        positions,
        parkedEvents,
        progress,
        clock,
        properties.lagInterval());
  }

  @Bean
  LagMetrics lagMetrics(List<Projection> projections, LagMonitor monitor) {
    return new LagMetrics(projections, monitor);
  }

  @Bean
  ProjectionsHealthIndicator projectionsHealthIndicator(
      List<Projection> projections, LagMonitor monitor, LiveProperties properties) {
    return new ProjectionsHealthIndicator(projections, monitor, properties.standstill());
  }
}
