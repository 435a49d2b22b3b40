package dev.manadeck.projection.stats;

import dev.manadeck.events.DeckEvent;
import dev.manadeck.events.Event;
import dev.manadeck.events.LearnerEvent;
import dev.manadeck.events.ReviewEvent;
import dev.manadeck.events.SessionEvent;
import dev.manadeck.events.Topic;
import dev.manadeck.projection.runtime.Projection;
import dev.manadeck.projection.runtime.TableFold;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Everything about learners' sums, put together. */
@Configuration(proxyBeanMethods = false)
class StatsProjection {
  static final String NAME = "user_stats";
  private static final int CODE_VERSION = 1;

  static Projection projection() {
    return new Projection(
        NAME,
        CODE_VERSION,
        Set.of(Topic.REVIEWS, Topic.SESSIONS),
        List.of(
            new TableFold<>(new TotalsProjector(), new TotalsStore()),
            new TableFold<>(new DayProjector(), new DayStore()),
            new TableFold<>(new StudiedCardProjector(), new StudiedCardStore())),
        StatsProjection::learner);
  }

  private static int learner(Event event) {
    return switch (event) {
      case ReviewEvent review -> review.userId().hashCode();
      case SessionEvent session -> session.userId().hashCode();
      case LearnerEvent _, DeckEvent _ -> 0;
    };
  }

  @Bean
  Projection userStats() {
    return projection();
  }

  @Bean
  StatsQueries statsQueries(JdbcClient db) {
    return new StatsQueries(db);
  }

  @Bean
  LeaderboardQueries leaderboardQueries(JdbcClient db) {
    return new LeaderboardQueries(db);
  }
}
