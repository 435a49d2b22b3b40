package dev.manadeck.projection.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.projection.HttpFixture;
import dev.manadeck.projection.deck.Decks;
import dev.manadeck.projection.fixture.DeckStory;
import dev.manadeck.projection.fixture.KafkaLog;
import dev.manadeck.projection.fixture.ProjectionDatabase;
import dev.manadeck.projection.live.LiveProgress;
import dev.manadeck.projection.runtime.Positions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreshReadsTest {
  private static ProjectionDatabase database;

  @BeforeAll
  static void migrate() {
    database = ProjectionDatabase.migrated();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Nested
  class OfTablesThatAnotherProcessWrites {
    @BeforeEach
    void stand() {
      database.clear();
      database
          .db()
          .sql(
              """
              INSERT INTO projection.projections
              VALUES ('decks', 'running', 1, 1, now(), now())
              ON CONFLICT DO NOTHING
              """)
          .update();
      database
          .db()
          .sql(
              """
              INSERT INTO projection.positions
              VALUES ('decks', 1, 'decks', 2, 158, 1, now(), now()),
                ('decks', 2, 'decks', 2, 999, 1, now(), now())
              """)
          .update();
    }

    @Test
    void doNotWaitForWhatIsApplied() throws InterruptedException {
      assertThat(reads(Duration.ofHours(1)).await(token("decks.2.158"), List.of("decks"))).isTrue();
    }

    @Test
    void doNotWaitForTopicsThatTheyDoNotReadFrom() throws InterruptedException {
      assertThat(reads(Duration.ofHours(1)).await(token("reviews.2.900"), List.of("decks")))
          .isTrue();
    }

    @Test
    void giveUpInTheEnd() throws InterruptedException {
      var reads = reads(Duration.ofMillis(50));
      assertThat(reads.await(token("decks.2.159"), List.of("decks"))).isFalse();
      assertThat(reads.await(token("decks.3.1"), List.of("decks"))).isFalse();
    }

    @Test
    void seeAMoveThatTheDatabaseAloneKnowsOf() {
      var reads = reads(Duration.ofMinutes(1));
      var waiting = CompletableFuture.supplyAsync(() -> await(reads, token("decks.2.160")));

      database.db().sql("UPDATE projection.positions SET next_offset = 160").update();

      assertThat(waiting.join()).isTrue();
    }

    private static FreshReads reads(Duration maxWait) {
      return new FreshReads(
          List.of(Decks.projection()),
          new Positions(database.db(), database.transaction()),
          new LiveProgress(),
          new FreshnessProperties(maxWait, Duration.ofMillis(10)));
    }

    private static boolean await(FreshReads reads, ConsistencyToken token) {
      try {
        return reads.await(token, List.of("decks"));
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    private static ConsistencyToken token(String text) {
      return ConsistencyToken.parse(text);
    }
  }

  @Nested
  class OverHttp {
    private static KafkaLog log;
    private static HttpFixture service;

    @BeforeAll
    static void start() {
      database.clear();
      log = KafkaLog.withTopics();
      service = HttpFixture.started(log, database, Map.of("manadeck.consistency.max-wait", "50ms"));
    }

    @AfterAll
    static void stop() {
      service.close();
      log.close();
    }

    @Test
    void areRefusedRatherThanStale() {
      var answer = service.get("/api/decks", "alice", "Consistency-Token", "decks.1.1000000");

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.json().get("type").stringValue())
          .isEqualTo("urn:manadeck:problem:stale-read");
      assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource({
      "/api/me/stats, reviews.1.1000000",
      "/api/me/stats, sessions.1.1000000",
      "/api/me/days, reviews.1.1000000",
      "/api/me/profile, learners.1.1000000",
      "/api/me/forecast, reviews.1.1000000",
      "/api/study/queue, reviews.1.1000000",
      "/api/leaderboard, learners.1.1000000",
      "/api/decks/11111111-0000-7000-8000-000000000009, reviews.1.1000000",
      "/api/decks/11111111-0000-7000-8000-000000000009/cards, reviews.1.1000000",
      "/api/decks/11111111-0000-7000-8000-000000000009/sessions, sessions.1.1000000"
    })
    void waitForAllThatTheyReadFrom(String path, String token) {
      assertThat(service.get(path, "alice", "Consistency-Token", token).status()).isEqualTo(503);
    }

    @Test
    void areRefusedForATokenThatIsNone() {
      assertThat(service.get("/api/decks", "alice", "Consistency-Token", "now").status())
          .isEqualTo(400);
    }

    @Test
    void seeWhatTheTokenNames() {
      var story = DeckStory.of("11111111-0000-7000-8000-000000000001", "alice").created("One");
      var end = log.append(story.events()).entrySet().iterator().next();
      var token = "decks.%d.%d".formatted(end.getKey(), end.getValue());

      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> service.get("/api/decks", "alice", "Consistency-Token", token).status() == 200);
      assertThat(service.get("/api/decks/" + story.deckId(), "alice").status()).isEqualTo(200);
    }
  }
}
