package dev.manadeck.projection.progress;

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

/** Everything about progress, put together. */
@Configuration(proxyBeanMethods = false)
public class CardProgressProjection {
  public static final String NAME = "card_progress";
  private static final int CODE_VERSION = 1;

  static Projection projection(KnownSettings settings) {
    return new Projection(
        NAME,
        CODE_VERSION,
        Set.of(Topic.REVIEWS),
        List.of(
            new TableFold<>(new ProgressProjector(settings), new ProgressStore(settings)),
            new TableFold<>(new MarkProjector(), new MarkStore())),
        CardProgressProjection::learner);
  }

  private static int learner(Event event) {
    return switch (event) {
      case ReviewEvent review -> review.userId().hashCode();
      case DeckEvent _, SessionEvent _, LearnerEvent _ -> 0;
    };
  }

  @Bean
  KnownSettings knownSettings() {
    return new KnownSettings();
  }

  @Bean
  Projection cardProgress(KnownSettings settings) {
    return projection(settings);
  }

  @Bean
  ProgressQueries progressQueries(JdbcClient db) {
    return new ProgressQueries(db);
  }
}
