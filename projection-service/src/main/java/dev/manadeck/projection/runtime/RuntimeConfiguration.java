package dev.manadeck.projection.runtime;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
class RuntimeConfiguration {

  @Bean
  Projections projections(List<Projection> projections) {
    return new Projections(projections);
  }

  @Bean
  Positions positions(JdbcClient db, TransactionOperations transaction) {
    return new Positions(db, transaction);
  }

  @Bean
  Snapshots snapshots(Projections projections, JdbcClient db, TransactionOperations transaction) {
    return new Snapshots(projections, db, transaction);
  }

  @Bean
  ParkedEventQueries parkedEventQueries(JdbcClient db) {
    return new ParkedEventQueries(db);
  }

  @Bean
  ParkedQueues parkedQueues(
      Projections projections,
      JdbcClient db,
      TransactionOperations transaction,
      Positions positions) {
    return new ParkedQueues(projections, db, transaction, positions);
  }
}
