package dev.manadeck.projection.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.manadeck.events.Recorded;
import dev.manadeck.projection.deck.Decks;
import dev.manadeck.projection.fixture.DeckStory;
import dev.manadeck.projection.fixture.Follower;
import dev.manadeck.projection.fixture.KafkaLog;
import dev.manadeck.projection.fixture.Log;
import dev.manadeck.projection.fixture.ProjectionDatabase;
import dev.manadeck.projection.fixture.Stories;
import dev.manadeck.testing.TestPostgres;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveProjectionsTest {
  private static final Duration AFTER_LOOKS_AT_BLOCKED = Duration.ofSeconds(12);

  private ProjectionDatabase database;
  private KafkaLog log;

  @BeforeAll
  static void beGenerous() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
  }

  @AfterAll
  static void beAsUsual() {
    Awaitility.reset();
  }

  @BeforeEach
  void migrate() {
    database = ProjectionDatabase.migrated();
    log = KafkaLog.withTopics();
  }

  @AfterEach
  void close() {
    log.close();
    database.close();
  }

  @Test
  void comesToTheEndOfTheLogBehindMarkersAndAbortedEvents() {
    var events = Stories.random(new Random(7), 8, 20);
    try (var instance = LiveInstance.started(log, database)) {
      log.appendEachAlone(events);
      log.abort(DeckStory.random(new Random(8), 30).events());

      awaitEnd();

      assertThat(instance.obstacles()).isEmpty();
    }
    assertThat(database.decksAndCards()).isEqualTo(rowsOf(events));
  }

  @Test
  void goesOnWhereItStoppedAfterARestart() {
    var events = Stories.random(new Random(9), 8, 30);
    var half = events.size() / 2;
    try (var instance = LiveInstance.started(log, database)) {
      log.append(events.subList(0, half));
      awaitEnd();
      assertThat(instance.obstacles()).isEmpty();
    }
    log.append(events.subList(half, events.size()));

    try (var instance = LiveInstance.started(log, database)) {
      awaitEnd();
      assertThat(instance.obstacles()).isEmpty();
    }

    assertThat(database.decksAndCards()).isEqualTo(rowsOf(events));
  }

  @Test
  void waitsForTopicsThatDoNotExistYet() {
    try (var empty = KafkaLog.withoutTopics();
        var instance = LiveInstance.started(empty, database)) {
      await()
          .until(
              () ->
                  instance.obstacles().stream()
                      .anyMatch(reason -> reason.contains("waits for topics")));

      empty.createTopics();
      empty.append(DeckStory.of(DECK, "alice").created("Late").events());

      await().until(() -> titles().equals(List.of("Late")));
      assertThat(instance.obstacles()).isEmpty();
    }
  }

  @Test
  void survivesADatabaseThatGoesAndComesUnderLoad() {
    try (var server = TestPostgres.startDedicated();
        var remote = ProjectionDatabase.migrated(server);
        var instance = LiveInstance.started(log, remote)) {
      var events = Stories.random(new Random(10), 20, 40);
      var third = events.size() / 3;
      log.appendEachAlone(events.subList(0, third));

      server.kill();
      log.appendEachAlone(events.subList(third, 2 * third));
      await()
          .until(
              () ->
                  instance.obstacles().stream()
                      .anyMatch(reason -> reason.contains("waits for the database")));
      server.start();
      log.appendEachAlone(events.subList(2 * third, events.size()));

      await().ignoreExceptions().until(() -> positions(remote).equals(log.ends()));
      assertThat(remote.decksAndCards()).isEqualTo(rowsOf(events));
      assertThat(remote.parkedCount()).isZero();
      await().until(() -> instance.obstacles().isEmpty());
    }
  }

  /**
   * Guards the look of an idle worker: without it, only the next event would bring the rows back.
   */
  @Test
  void whatACrashedDatabaseForgotIsAppliedAgainThoughNoEventFollows() {
    try (var instance = LiveInstance.started(log, database)) {
      log.append(DeckStory.of(DECK, "alice").created("One").events());
      awaitEnd();

      forgetAll();

      await().until(() -> titles().equals(List.of("One")));
      awaitEnd();
      assertThat(instance.obstacles()).isEmpty();
    }
  }

  @Test
  void partitionsMoveToAnotherInstanceAndBack() {
    var events = Stories.random(new Random(11), 20, 40);
    var third = events.size() / 3;
    var first = LiveInstance.started(log, database);
    var second = LiveInstance.started(log, database);
    log.appendEachAlone(events.subList(0, third));
    first.close();
    log.appendEachAlone(events.subList(third, 2 * third));
    var latecomer = LiveInstance.started(log, database);
    log.appendEachAlone(events.subList(2 * third, events.size()));
    awaitEnd();
    second.close();
    latecomer.close();

    assertThat(database.decksAndCards()).isEqualTo(rowsOf(events));
  }

  @Test
  void aWorkerThatLostItsPartitionsGetsThemBackFromKafkaAlone() {
    var story = DeckStory.of(DECK, "alice");
    try (var instance = LiveInstance.started(log, database)) {
      log.append(story.created("One").events());
      awaitEnd();
      database.db().sql("UPDATE projection.positions SET owner_epoch = owner_epoch + 7").update();

      log.append(List.of(story.detailsChanged("Two").last()));

      await().until(() -> titles().equals(List.of("Two")));
      assertThat(instance.lostMoves()).isPositive();
    }
  }

  @Test
  void goesOverToOtherTablesWhenTheseAreExchanged() {
    var story = DeckStory.of(DECK, "alice");
    try (var instance = LiveInstance.started(log, database)) {
      log.append(story.created("One").events());
      awaitEnd();
      exchangeGenerations();

      log.append(List.of(story.detailsChanged("Two").last()));

      await().until(() -> titles().equals(List.of("Two")));
      awaitEnd();
      assertThat(instance.obstacles()).isEmpty();
    }
  }

  @Test
  void isBlockedRatherThanSkipWhatTheLogHoldsNoMore() {
    var story = DeckStory.of(DECK, "alice").created("One").detailsChanged("Two");
    var end = log.append(story.events());
    var partition = end.keySet().iterator().next();
    log.deleteBefore(partition, 2);

    try (var instance = LiveInstance.started(log, database)) {
      await()
          .until(
              () ->
                  instance
                      .obstacles()
                      .contains("the log does not hold the next offset of decks-" + partition));
      assertThat(titles()).isEmpty();

      moveTo(partition, 2);
      log.append(DeckStory.of(DECK, "alice").created("Again").events());
      await().until(() -> titles().equals(List.of("Again")));
      await().until(() -> instance.obstacles().isEmpty());
    }
  }

  @Test
  void staysBlockedThoughAShortenedLogHasGrownBeyondItsPosition() {
    var story = DeckStory.of(DECK, "alice").created("One");
    int partition = log.append(story.events()).keySet().iterator().next();
    try (var instance = LiveInstance.started(log, database)) {
      awaitEnd();
      assertThat(instance.obstacles()).isEmpty();
    }
    moveTo(partition, 20);

    try (var instance = LiveInstance.started(log, database)) {
      var obstacle = "the log does not hold the next offset of decks-" + partition;
      await().until(() -> instance.obstacles().contains(obstacle));
      for (int change = 0; change < 20; change++) {
        log.append(List.of(story.detailsChanged("Title " + change).last()));
      }

      await()
          .during(AFTER_LOOKS_AT_BLOCKED)
          .until(
              () ->
                  instance.obstacles().contains(obstacle)
                      && positions(database).get(partition).equals(20L));
      assertThat(titles()).containsExactly("One");

      moveTo(partition, 0);
      await().until(() -> titles().equals(List.of("Title 19")));
      await().until(() -> instance.obstacles().isEmpty());
    }
  }

  private void moveTo(int partition, long offset) {
    database
        .db()
        .sql("UPDATE projection.positions SET next_offset = :offset WHERE partition = :partition")
        .param("offset", offset)
        .param("partition", partition)
        .update();
  }

  @Test
  void fillsAnotherDatabaseThatStandsInThePlaceOfTheFirst() {
    log.append(DeckStory.of(DECK, "alice").created("One").events());

    try (var instance = LiveInstance.started(log, database)) {
      awaitEnd();
      await().until(() -> log.sharesOf(Decks.NAME).equals(List.of(2, 2)));
      database
          .asAdministrator()
          .sql("TRUNCATE projection.projections, projection.decks CASCADE")
          .update();
      await().until(() -> titles().equals(List.of("One")));
      awaitEnd();
      assertThat(instance.obstacles()).isEmpty();
    }
  }

  private static final String DECK = "11111111-0000-7000-8000-000000000001";

  /** As a crash does it: rows and positions go back together. */
  private void forgetAll() {
    database
        .transaction()
        .executeWithoutResult(
            status -> {
              database.db().sql("DELETE FROM projection.decks").update();
              database.db().sql("UPDATE projection.positions SET next_offset = 0").update();
            });
  }

  private void exchangeGenerations() {
    database
        .transaction()
        .executeWithoutResult(
            status -> {
              database.db().sql("UPDATE projection.projections SET live_generation = 2").update();
              database.db().sql("UPDATE projection.positions SET generation = 2").update();
            });
  }

  private void awaitEnd() {
    await().until(() -> positions(database).equals(log.ends()));
  }

  private static Map<Integer, Long> positions(ProjectionDatabase database) {
    return database
        .db()
        .sql("SELECT partition, next_offset FROM projection.positions")
        .query((row, number) -> Map.entry(row.getInt(1), row.getLong(2)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private List<String> titles() {
    return database.db().sql("SELECT title FROM projection.decks").query(String.class).list();
  }

  /** What the tables must hold, from a fold in one batch in a database of its own. */
  private static List<String> rowsOf(List<Recorded> events) {
    try (var reference = ProjectionDatabase.migrated()) {
      Follower.claiming(Decks.projection(), reference, Log.ofDecks(1, events)).applyAll();
      return reference.decksAndCards();
    }
  }
}
