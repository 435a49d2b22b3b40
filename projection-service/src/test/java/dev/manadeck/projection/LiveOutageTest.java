package dev.manadeck.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.manadeck.events.Rating;
import dev.manadeck.projection.fixture.KafkaLog;
import dev.manadeck.projection.fixture.ProjectionDatabase;
import dev.manadeck.projection.fixture.StudyStory;
import dev.manadeck.testing.KafkaServer;
import dev.manadeck.testing.PostgresServer;
import dev.manadeck.testing.ServiceProcess;
import dev.manadeck.testing.TestKafka;
import dev.manadeck.testing.TestPostgres;
import dev.manadeck.web.tokens.TestTokens;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two real processes project what a client appends all the while. Whatever happens to one of them,
 * to the database or to the broker: afterwards a learner's totals are the number of the events, and
 * nobody had to do anything.
 */
class LiveOutageTest {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int WHILE_IT_LASTS = 40;

  private static final List<StudyStory> DECKS =
      IntStream.rangeClosed(1, 8).mapToObj(LiveOutageTest::deck).toList();

  private static final AtomicInteger APPENDED = new AtomicInteger();
  @TempDir private static Path folder;
  private static KafkaServer broker;
  private static PostgresServer postgres;
  private static ProjectionDatabase database;
  private static KafkaLog log;
  private static TestTokens tokens;
  private static ServiceProcess first;
  private static ServiceProcess second;
  private final AtomicBoolean isOver = new AtomicBoolean();
  private CompletableFuture<Void> client;

  @BeforeAll
  static void start() {
    broker = TestKafka.startDedicated();
    postgres = TestPostgres.startDedicated();
    database = ProjectionDatabase.migrated(postgres);
    log = KafkaLog.withTopics(broker);
    tokens = TestTokens.start();
    first = startService("first");
    second = startService("second");
  }

  @AfterAll
  static void close() {
    first.close();
    second.close();
    tokens.close();
    log.close();
    database.close();
    postgres.close();
    broker.close();
  }

  @BeforeEach
  void startReviewing() {
    client = CompletableFuture.runAsync(this::review);
    awaitVisible(APPENDED.get() + WHILE_IT_LASTS);
  }

  @AfterEach
  void stopReviewing() {
    isOver.set(true);
    client.join();
  }

  @Test
  void aProcessIsFrozenAnotherTakesOverAndTheFirstWakesUp() {
    first.freeze();
    awaitVisible(visible() + WHILE_IT_LASTS);
    first.goOn();
    awaitExactTotals();
  }

  @Test
  void aProcessIsKilledAndStartedAgain() {
    first.kill();
    awaitVisible(visible() + WHILE_IT_LASTS);
    first = startService("first again");
    second.kill();
    awaitVisible(visible() + WHILE_IT_LASTS);
    second = startService("second again");
    awaitExactTotals();
  }

  @Test
  void theDatabaseGoesAndComes() {
    postgres.kill();
    awaitAppended(APPENDED.get() + WHILE_IT_LASTS);
    postgres.start();
    awaitExactTotals();
  }

  @Test
  void theBrokerGoesAndComes() {
    broker.kill();
    broker.start();
    awaitAppended(APPENDED.get() + WHILE_IT_LASTS);
    awaitExactTotals();
  }

  private static StudyStory deck(int number) {
    return StudyStory.of(new UUID(number, 1), "alice").at("2026-03-01T08:00:00Z");
  }

  private static ServiceProcess startService(String name) {
    var properties = new TreeMap<String, Object>(tokens.properties());
    properties.put("manadeck.projections.session-timeout", "6s");
    return ProjectionProcess.start(log, database, properties, folder.resolve(name + ".log"));
  }

  /** One event a transaction, of many decks, hence of all partitions. */
  private void review() {
    while (!isOver.get()) {
      var deck = DECKS.get(APPENDED.get() % DECKS.size());
      var card = new UUID(9, APPENDED.get() % 50);
      log.append(List.of(deck.later(Duration.ofMinutes(3)).reviewed(card, Rating.GOOD).last()));
      APPENDED.incrementAndGet();
    }
  }

  private static void awaitAppended(int count) {
    await().atMost(PATIENCE).until(() -> APPENDED.get() >= count);
  }

  private static void awaitVisible(int count) {
    await().atMost(PATIENCE).ignoreExceptions().until(() -> visible() >= count);
  }

  private static int visible() {
    return database
        .db()
        .sql("SELECT coalesce(sum(review_count), 0) FROM projection.user_stats")
        .query(Integer.class)
        .single();
  }

  private void awaitExactTotals() {
    stopReviewing();
    int all = APPENDED.get();
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(
            () -> assertThat(totals()).as(LiveOutageTest::logs).isEqualTo(new Totals(all, all, 0)));
  }

  private record Totals(int reviewsCounted, int reviewsListed, long eventsParked) {}

  private static Totals totals() {
    return new Totals(visible(), reviews(), database.parkedCount());
  }

  private static String logs() {
    return "the totals after%n%s%nand%n%s%n".formatted(first.log(), second.log());
  }

  private static int reviews() {
    return database
        .db()
        .sql("SELECT count(*) FROM projection.card_reviews")
        .query(Integer.class)
        .single();
  }
}
