package dev.manadeck.projection.freshness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.manadeck.projection.HttpFixture;
import dev.manadeck.projection.deck.Decks;
import dev.manadeck.projection.fixture.DeckStory;
import dev.manadeck.projection.fixture.KafkaLog;
import dev.manadeck.projection.fixture.ProjectionDatabase;
import dev.manadeck.projection.live.LiveProgress;
import dev.manadeck.projection.runtime.Positions;
import dev.manadeck.projection.runtime.Projections;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

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

  private static void standAt(long nextOffset) {
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
            VALUES ('decks', 1, 'decks', 2, :nextOffset, 1, now(), now()),
              ('decks', 2, 'decks', 2, 999, 1, now(), now())
            """)
        .param("nextOffset", nextOffset)
        .update();
  }

  private static FreshReads reads(JdbcClient db, Duration maxWait) {
    return new FreshReads(
        new Projections(List.of(Decks.projection())),
        new Positions(db, database.transaction()),
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

  @Nested
  class OfTablesThatAnotherProcessWrites {
    @BeforeEach
    void stand() {
      standAt(158);
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
      var looks = new AtomicInteger();
      var reads = FreshReadsTest.reads(counting(looks), Duration.ofMinutes(1));
      var waiting = CompletableFuture.supplyAsync(() -> await(reads, token("decks.2.160")));
      Awaitility.await().until(() -> looks.get() > 1);
      assertThat(waiting).isNotDone();

      database.db().sql("UPDATE projection.positions SET next_offset = 160").update();

      assertThat(waiting.join()).isTrue();
    }

    private static JdbcClient counting(AtomicInteger looks) {
      return JdbcClient.create(
          new DelegatingDataSource(database.dataSource()) {
            @Override
            public Connection getConnection() throws SQLException {
              looks.incrementAndGet();
              return super.getConnection();
            }
          });
    }

    private static FreshReads reads(Duration maxWait) {
      return FreshReadsTest.reads(database.db(), maxWait);
    }
  }

  /** Each look at the database takes a permit, and fails where there is no database. */
  @Nested
  class LookedForTogether {
    private static final int MANY = 100;

    private final Semaphore permits = new Semaphore(0);
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicBoolean isAway = new AtomicBoolean();

    @BeforeEach
    void stand() {
      standAt(158);
    }

    @Test
    void needTheSameLooksAsOne() throws Exception {
      var reads = reads();
      try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
        var first = threads.submit(() -> await(reads, token("decks.2.158")));
        Awaitility.await().until(permits::hasQueuedThreads);
        var others = new ArrayList<Thread>();
        var answers = new ConcurrentLinkedQueue<Boolean>();
        for (int i = 0; i < MANY; i++) {
          others.add(
              Thread.ofPlatform().start(() -> answers.add(await(reads, token("decks.2.158")))));
        }
        Awaitility.await().until(() -> others.stream().allMatch(LookedForTogether::isWaiting));
        assertThat(first.isDone()).isFalse();

        permits.release(2);

        assertThat(first.get()).isTrue();
        for (var other : others) {
          other.join();
        }
        assertThat(answers).hasSize(MANY).containsOnly(true);
        assertThat(looks).as("one for the first, and one for those who came meanwhile").hasValue(2);
      }
    }

    @Test
    void failTogetherAndGoOnLater() {
      var reads = reads();
      isAway.set(true);
      permits.release();
      assertThatExceptionOfType(CannotGetJdbcConnectionException.class)
          .isThrownBy(() -> await(reads, token("decks.2.158")));

      isAway.set(false);
      permits.release();
      assertThat(await(reads, token("decks.2.158"))).isTrue();
    }

    private static boolean isWaiting(Thread thread) {
      return thread.getState() == Thread.State.WAITING;
    }

    private FreshReads reads() {
      return FreshReadsTest.reads(
          JdbcClient.create(
              new DelegatingDataSource(database.dataSource()) {
                @Override
                public Connection getConnection() throws SQLException {
                  permits.acquireUninterruptibly();
                  looks.incrementAndGet();
                  if (isAway.get()) {
                    throw new SQLException("There is no database");
                  }
                  return super.getConnection();
                }
              }),
          Duration.ofHours(1));
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
