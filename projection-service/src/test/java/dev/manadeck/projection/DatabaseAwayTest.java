package dev.manadeck.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.manadeck.projection.fixture.DeckStory;
import dev.manadeck.projection.fixture.KafkaLog;
import dev.manadeck.projection.fixture.ProjectionDatabase;
import dev.manadeck.testing.TestPostgres;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatabaseAwayTest {
  private static final DeckStory STORY =
      DeckStory.of("11111111-0000-7000-8000-000000000001", "alice").created("One");

  @Test
  void theServiceStartsWithoutItAndWaits() {
    try (var log = KafkaLog.withTopics();
        var server = TestPostgres.startDedicated();
        var database = ProjectionDatabase.migrated(server)) {
      log.append(STORY.events());
      server.stop();

      try (var service =
          HttpFixture.started(
              log, database, Map.of("spring.datasource.hikari.connection-timeout", "500"))) {
        var answer = service.get("/api/decks", "alice");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isNotNull();
        assertThat(answer.json().get("type").stringValue())
            .isEqualTo("urn:manadeck:problem:unavailable");
        assertThat(service.getOpenly("/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(service.getOpenly("/actuator/health/readiness").status()).isEqualTo(503);
        await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () ->
                    service
                        .getOpenly("/actuator/health")
                        .response()
                        .body()
                        .contains("waits for the database"));

        server.start();

        await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () ->
                    service.get("/api/decks/" + STORY.deckId(), "alice").status() == 200
                        && service.getOpenly("/actuator/health/readiness").status() == 200);
      }
    }
  }
}
