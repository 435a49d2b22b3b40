package dev.manadeck.projection.learner;

import dev.manadeck.events.Topic;
import dev.manadeck.projection.runtime.Projection;
import dev.manadeck.projection.runtime.TableFold;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Everything about learners, put together. */
@Configuration(proxyBeanMethods = false)
class LearnerProjection {
  private static final int CODE_VERSION = 1;

  static Projection projection() {
    return new Projection(
        LearnerQueries.PROJECTION,
        CODE_VERSION,
        Set.of(Topic.LEARNERS),
        List.of(new TableFold<>(new LearnerProjector(), new LearnerStore())));
  }

  @Bean
  Projection learners() {
    return projection();
  }

  @Bean
  LearnerQueries learnerQueries(JdbcClient db) {
    return new LearnerQueries(db);
  }
}
