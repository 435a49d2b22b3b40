package dev.manadeck.projection.operations;

import dev.manadeck.web.problem.ProblemWriter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OperationsConfiguration {

  @Bean
  DatabaseAwayResolver databaseAwayResolver(ProblemWriter writer) {
    return new DatabaseAwayResolver(writer);
  }
}
