package dev.manadeck.projection.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.manadeck.projection.HttpFixture;
import dev.manadeck.projection.fixture.DeckStory;
import dev.manadeck.projection.fixture.KafkaLog;
import dev.manadeck.projection.fixture.ProjectionDatabase;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ProjectionsHealthTest {
  private static final Duration GENEROUS = Duration.ofSeconds(60);

  @Test
  void isDownWhileAProjectionStandsStillAndTheLogMoves() {
    try (var database = ProjectionDatabase.migrated();
        var log = KafkaLog.withTopics();
        var service =
            HttpFixture.started(
                log, database, Map.of("manadeck.projections.standstill", "300ms"))) {
      var story = DeckStory.of("11111111-0000-7000-8000-000000000001", "alice");
      log.append(story.created("One").events());
      await().atMost(GENEROUS).until(() -> isUp(service) && lagOf(service) == 0);

      database
          .transaction()
          .executeWithoutResult(
              status -> {
                database.db().sql("LOCK TABLE projection.decks IN ACCESS EXCLUSIVE MODE").update();
                log.append(story.detailsChanged("Two").events());
                await().atMost(GENEROUS).until(() -> !isUp(service));
                assertThat(decks(service).get("standsStill").get(0).stringValue())
                    .startsWith("decks-");
                assertThat(lagOf(service)).isPositive();
              });

      await().atMost(GENEROUS).until(() -> isUp(service) && lagOf(service) == 0);
    }
  }

  private static boolean isUp(HttpFixture service) {
    return projections(service).get("status").stringValue().equals("UP");
  }

  private static int lagOf(HttpFixture service) {
    return decks(service).get("lagEvents").intValue();
  }

  private static JsonNode decks(HttpFixture service) {
    return projections(service).get("details").get("decks");
  }

  private static JsonNode projections(HttpFixture service) {
    return service.getOpenly("/actuator/health").json().get("components").get("projections");
  }
}
