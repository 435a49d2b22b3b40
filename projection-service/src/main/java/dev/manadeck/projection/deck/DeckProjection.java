package dev.manadeck.projection.deck;

import dev.manadeck.events.Topic;
import dev.manadeck.projection.runtime.Projection;
import dev.manadeck.projection.runtime.TableFold;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Everything about decks, put together. */
@Configuration(proxyBeanMethods = false)
class DeckProjection {
  static final String NAME = "decks";
  private static final int CODE_VERSION = 1;

  static Projection projection() {
    return new Projection(
        NAME,
        CODE_VERSION,
        Set.of(Topic.DECKS),
        List.of(
            new TableFold<>(new DeckProjector(), new DeckStore()),
            new TableFold<>(new CardProjector(), new CardStore())));
  }

  @Bean
  Projection decks() {
    return projection();
  }

  @Bean
  DeckQueries deckQueries(JdbcClient db) {
    return new DeckQueries(db);
  }

  @Bean
  VisibleDeckQueries visibleDeckQueries(JdbcClient db) {
    return new VisibleDeckQueries(db);
  }
}
