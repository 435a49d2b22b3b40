package dev.manadeck.projection.session;

import dev.manadeck.events.Topic;
import dev.manadeck.projection.runtime.Projection;
import dev.manadeck.projection.runtime.TableFold;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Everything about sessions, put together. */
@Configuration(proxyBeanMethods = false)
class SessionProjection {
  static final String NAME = "study_sessions";
  private static final int CODE_VERSION = 1;

  static Projection projection() {
    return new Projection(
        NAME,
        CODE_VERSION,
        Set.of(Topic.SESSIONS),
        List.of(new TableFold<>(new SessionProjector(), new SessionStore())));
  }

  @Bean
  Projection studySessions() {
    return projection();
  }

  @Bean
  SessionQueries sessionQueries(JdbcClient db) {
    return new SessionQueries(db);
  }
}
