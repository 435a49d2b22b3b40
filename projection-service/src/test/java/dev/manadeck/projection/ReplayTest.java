package dev.manadeck.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.manadeck.events.Mark;
import dev.manadeck.events.Rating;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.Topic;
import dev.manadeck.projection.fixture.DeckStory;
import dev.manadeck.projection.fixture.KafkaLog;
import dev.manadeck.projection.fixture.ProjectionDatabase;
import dev.manadeck.projection.fixture.RandomStudy;
import dev.manadeck.projection.fixture.Stories;
import dev.manadeck.projection.fixture.StudyStory;
import dev.manadeck.projection.runtime.LogPartition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What operators do over HTTP, on the whole service. */
class ReplayTest {
  private static final List<String> PROJECTIONS =
      List.of("decks", "card_progress", "study_sessions", "user_stats", "learners");
  private static final String[] TABLES = {
    "decks",
    "cards",
    "card_progress",
    "card_reviews",
    "card_marks",
    "study_sessions",
    "user_stats",
    "study_days",
    "studied_cards",
    "learners"
  };

  private static final String DECK = "33333333-0000-7000-8000-000000000003";
  private static final int EVENTS_IN_MEMORY = 400;
  private static final AtomicInteger HISTORIES = new AtomicInteger();

  private static KafkaLog log;
  private static ProjectionDatabase database;
  private static HttpFixture service;

  @BeforeAll
  static void start() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
    log = KafkaLog.withTopics();
    database = ProjectionDatabase.migrated();
    log.append(history());
    startService();
  }

  private static void startService() {
    service =
        HttpFixture.started(
            log,
            database,
            Map.of(
                "manadeck.replays.events-in-memory",
                EVENTS_IN_MEMORY,
                "manadeck.replays.lease",
                "2s"));
  }

  @BeforeEach
  void catchUp() {
    awaitNoLag();
  }

  @AfterAll
  static void close() {
    service.close();
    database.close();
    log.close();
    Awaitility.reset();
  }

  @ParameterizedTest
  @ValueSource(strings = {"decks", "card_progress", "study_sessions", "user_stats", "learners"})
  void aReplayMakesTheSameRowsInNewTables(String projection) {
    var before = database.rowsOf(TABLES);
    int generation = generation(projection);

    var replay = awaitEnd(begin("/projections/" + projection + "/replays", "{}"));

    assertThat(replay.path("state").stringValue()).as("%s", replay).isEqualTo("completed");
    assertThat(replay.path("clean").booleanValue()).isTrue();
    assertThat(replay.path("eventsDone").longValue())
        .isEqualTo(replay.path("eventsTotal").longValue());
    assertThat(database.rowsOf(TABLES)).isEqualTo(before);
    assertThat(generation(projection)).isEqualTo(replay.path("generation").intValue());
    assertThat(generation(projection)).isGreaterThan(generation);

    log.append(history());
    awaitNoLag();
    var verification = awaitEnd(begin("/projections/" + projection + "/verifications", ""));
    assertThat(verification.path("clean").booleanValue()).as("%s", verification).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "decks, decks, title, deck_id, ''",
    "decks, cards, position, deck_id, 7",
    "card_progress, card_progress, review_count, user_id, 99",
    "card_progress, card_reviews, rating, user_id, 4",
    "card_progress, card_marks, is_favorite, user_id, 1",
    "study_sessions, study_sessions, total_card_count, user_id, 99",
    "user_stats, user_stats, review_count, user_id, 99",
    "user_stats, study_days, time_spent_ms, user_id, 99",
    "user_stats, studied_cards, review_count, user_id, 99",
    "learners, learners, day_start_hour, user_id, 17"
  })
  void aRowChangedByHandIsNamedAndAScopedReplayRepairsIt(
      String projection, String table, String column, String scope, String value) {
    var before = database.rowsOf(TABLES);
    int generation = generation(projection);
    var key = tamper(table, column, scope, value);

    var verification = awaitEnd(begin("/projections/" + projection + "/verifications", ""));

    assertThat(verification.path("state").stringValue()).isEqualTo("completed");
    assertThat(verification.path("clean").booleanValue()).isFalse();
    var report = verification.path("report");
    assertThat(report.path("differingRowCount").longValue()).isEqualTo(1);
    assertListedWithoutDifferences(projection, verification);
    var difference = report.path("differences").path(0);
    assertThat(difference.path("table").stringValue()).isEqualTo(table);
    if (difference.path("key").has(scope)) {
      assertThat(difference.path("key").path(scope).stringValue()).isEqualTo(key);
    }
    assertThat(difference.path("columns").path(0).path("column").stringValue()).isEqualTo(column);

    var refused = awaitEnd(begin("/projections/" + projection + "/replays", "{}"));
    assertThat(state(refused)).isEqualTo("failed");
    assertThat(generation(projection)).isEqualTo(generation);

    var part =
        "\"scope\":{\"%s\":\"%s\"}"
            .formatted(scope.equals("deck_id") ? "deckId" : "learnerId", key);
    var dryRun =
        awaitEnd(
            begin(
                "/projections/" + projection + "/replays", "{\"dryRun\":true,%s}".formatted(part)));
    assertThat(dryRun.path("report").path("differingRowCount").longValue()).isEqualTo(1);
    assertThat(database.rowsOf(TABLES)).isNotEqualTo(before);

    var repair = awaitEnd(begin("/projections/" + projection + "/replays", "{%s}".formatted(part)));
    assertThat(state(repair)).as("%s", repair).isEqualTo("completed");
    assertThat(database.rowsOf(TABLES)).isEqualTo(before);
  }

  private void assertListedWithoutDifferences(String projection, JsonNode verification) {
    for (var list : List.of("/replays", "/projections/" + projection + "/replays")) {
      assertThat(service.getAsOperator("/api/ops" + list).json().valueStream())
          .filteredOn(run -> run.path("id").equals(verification.path("id")))
          .singleElement()
          .satisfies(
              run -> {
                assertThat(run.path("clean").booleanValue()).isFalse();
                assertThat(run.path("report").path("differingRowCount").longValue()).isEqualTo(1);
                assertThat(run.path("report").path("differences")).isEmpty();
              });
    }
  }

  /** Returns what stands in the scope's column of the row that was changed. */
  private String tamper(String table, String column, String scope, String value) {
    return database
        .db()
        .sql(
            """
            UPDATE projection.%1$s SET %2$s = CASE WHEN pg_typeof(%2$s) = 'boolean'::regtype
              THEN (NOT (%2$s)::text::boolean)::text ELSE :value END::%3$s
            WHERE ctid = (SELECT min(ctid) FROM projection.%1$s WHERE %2$s::text <> :value)
            RETURNING %4$s::text
            """
                .formatted(table, column, columnType(table, column), scope))
        .param("value", value)
        .query(String.class)
        .single();
  }

  private String columnType(String table, String column) {
    return database
        .db()
        .sql(
            """
            SELECT format_type(atttypid, atttypmod) FROM pg_attribute
            WHERE attrelid = ('projection.' || :table)::regclass AND attname = :column
            """)
        .param("table", table)
        .param("column", column)
        .query(String.class)
        .single();
  }

  private int generationOf(String replay) {
    return service.getAsOperator(replay).json().path("generation").intValue();
  }

  /** A table of a generation that is not live, and its indexes. */
  private static List<String> leftovers(String table, int generation) {
    return database
        .db()
        .sql("SELECT relname FROM pg_class WHERE relname LIKE '%' || :suffix")
        .param("suffix", "%s%%__g%d".formatted(table, generation))
        .query(String.class)
        .list();
  }

  private int generation(String projection) {
    return projection(projection).path("generation").intValue();
  }

  /** A vacuum gives way only after a second, in which nobody may wait behind the exchange. */
  @Test
  void nobodyWaitsForAnExchangeThatWaitsForAVacuum() {
    var replay =
        database
            .transaction()
            .execute(
                status -> {
                  lockAsAVacuumDoes("learners");
                  var begun = begin("/projections/learners/replays", "{}");

                  await().until(() -> waitsFor("learners").contains("ShareUpdateExclusiveLock"));

                  assertThat(waitsFor("learners")).doesNotContain("AccessExclusiveLock");
                  return begun;
                });

    assertThat(state(awaitEnd(replay))).isEqualTo("completed");
  }

  private static void lockAsAVacuumDoes(String table) {
    database
        .db()
        .sql("LOCK TABLE projection.%s IN SHARE UPDATE EXCLUSIVE MODE".formatted(table))
        .update();
  }

  private static List<String> waitsFor(String table) {
    return database
        .db()
        .sql(
            """
            SELECT mode FROM pg_locks
            WHERE relation = ('projection.' || :table)::regclass AND NOT granted
            """)
        .param("table", table)
        .query(String.class)
        .list();
  }

  @Test
  void goesBackToTheEarlierTablesAndForthAgain() {
    int first = generation("user_stats");
    awaitEnd(begin("/projections/user_stats/replays", "{}"));
    log.append(history());
    awaitNoLag();
    var before = database.rowsOf(TABLES);

    var back = awaitEnd(begin("/projections/user_stats/rollback", ""));

    assertThat(state(back)).as("%s", back).isEqualTo("completed");
    assertThat(generation("user_stats")).isEqualTo(first);
    assertThat(database.rowsOf(TABLES)).isEqualTo(before);
    awaitEnd(begin("/projections/user_stats/rollback", ""));
    assertThat(generation("user_stats")).isGreaterThan(first);
    log.append(history());
    awaitNoLag();
    var verification = awaitEnd(begin("/projections/user_stats/verifications", ""));
    assertThat(verification.path("clean").booleanValue()).as("%s", verification).isTrue();
  }

  @Test
  void buildsTablesToLookAtAsOfAnInstant() {
    var before = database.rowsOf("card_reviews");
    var instant = Instant.now();
    log.append(history());
    awaitNoLag();

    var replay =
        awaitEnd(
            begin("/projections/card_progress/replays", "{\"asOf\":\"%s\"}".formatted(instant)));

    assertThat(state(replay)).as("%s", replay).isEqualTo("completed");
    int generation = replay.path("generation").intValue();
    assertThat(database.rowsOf("card_reviews__g" + generation)).isEqualTo(before);
    assertThat(database.rowsOf("card_reviews")).hasSizeGreaterThan(before.size());
    var dropped =
        service.deleteAsOperator("/api/ops/projections/card_progress/generations/" + generation);
    assertThat(dropped.status()).isEqualTo(202);
    await().until(() -> leftovers("card_reviews", generation).isEmpty());
  }

  @Test
  void buildsTablesToLookAtAsOfAnOffset() {
    long all = log.allEnds().get(new LogPartition(Topic.LEARNERS, 0));

    var replay =
        awaitEnd(
            begin(
                "/projections/learners/replays",
                "{\"asOfOffsets\":{\"learners-0\":0,\"learners-1\":0,\"learners-2\":0,\"learners-3\":0}}"));

    assertThat(state(replay)).as("%s", replay).isEqualTo("completed");
    assertThat(all).isPositive();
    assertThat(database.rowsOf("learners__g" + replay.path("generation").intValue())).isEmpty();
    assertThat(
            service
                .postAsOperator(
                    "/api/ops/projections/learners/replays", "{\"asOfOffsets\":{\"decks-0\":0}}")
                .status())
        .isEqualTo(409);
  }

  @Test
  void tablesOfOtherCodeAreToldAndReplacedWithoutAComparison() {
    database
        .db()
        .sql("UPDATE projection.projections SET code_version = 2 WHERE name = 'learners'")
        .update();
    assertThat(projection("learners").path("advice").stringValue()).contains("version 2");
    tamper("learners", "day_start_hour", "user_id", "17");

    var replay = awaitEnd(begin("/projections/learners/replays", "{}"));

    assertThat(state(replay)).as("%s", replay).isEqualTo("completed");
    assertThat(replay.path("clean").isMissingNode() || replay.path("clean").isNull()).isTrue();
    assertThat(projection("learners").path("codeVersion").intValue()).isEqualTo(1);
    var verification = awaitEnd(begin("/projections/learners/verifications", ""));
    assertThat(verification.path("clean").booleanValue()).as("%s", verification).isTrue();
  }

  @Test
  void aSecondRunOfTheSameProjectionIsRefused() {
    var first = begin("/projections/decks/replays", "{\"maxRate\":1}");

    var second = service.postAsOperator("/api/ops/projections/decks/replays", "{}");

    assertThat(second.status()).isEqualTo(409);
    assertThat(second.json().path("detail").stringValue()).contains("under way already", "op");
    service.postAsOperator(first + "/cancel");
    assertThat(state(awaitEnd(first))).isEqualTo("cancelled");
    await().until(() -> leftovers("decks", generationOf(first)).isEmpty());
    assertThat(state(awaitEnd(begin("/projections/decks/replays", "{}")))).isEqualTo("completed");
  }

  @Test
  void aPausedReplayGoesOnAfterARestartOfTheService() {
    var replay = begin("/projections/decks/replays", "{\"maxRate\":20}");
    awaitState(replay, json -> state(json).equals("building"));
    assertThat(state(service.postAsOperator(replay + "/pause").json())).isEqualTo("paused");
    service.close();
    startService();
    assertThat(state(service.getAsOperator(replay).json())).isEqualTo("paused");

    service.postAsOperator(replay + "/resume");

    assertThat(state(awaitEnd(replay))).isEqualTo("completed");
    var verification = awaitEnd(begin("/projections/decks/verifications", ""));
    assertThat(verification.path("clean").booleanValue()).as("%s", verification).isTrue();
  }

  @Test
  void aPausedProjectionStandsStillUntilItIsResumed() {
    service.postAsOperator("/api/ops/projections/decks/pause");
    var before = database.rowsOf("decks");
    log.append(history());
    awaitNoLagOf("card_progress");

    assertThat(state(projection("decks"))).isEqualTo("paused");
    assertThat(database.rowsOf("decks")).isEqualTo(before);

    service.postAsOperator("/api/ops/projections/decks/resume");
    awaitNoLag();
    assertThat(state(projection("decks"))).isEqualTo("running");
    assertThat(database.rowsOf("decks")).isNotEqualTo(before);
  }

  @Test
  void parkedEventsSurviveReplaysAndASkippedOneStaysOut() {
    var deck = DeckStory.of(DECK, "carol").created("Good");
    log.append(deck.events());
    log.appendPoison(deck.deckId().value().toString());
    log.append(List.of(deck.detailsChanged("Better").last()));
    awaitNoLag();
    await().until(() -> projection("decks").path("parkedKeys").longValue() == 1);

    awaitEnd(begin("/projections/decks/replays", "{}"));

    var parked = service.getAsOperator("/api/ops/parked").json();
    assertThat(parked).hasSize(1);
    assertThat(parked.path(0).path("waitingCount").longValue()).isEqualTo(1);
    var verification = awaitEnd(begin("/projections/decks/verifications", ""));
    assertThat(verification.path("clean").booleanValue()).as("%s", verification).isTrue();

    var id = parked.path(0).path("id").stringValue();
    var whole = service.getAsOperator("/api/ops/parked/" + id).json();
    assertThat(whole.path("id").stringValue()).isEqualTo(id);
    assertThat(whole.path("waitingCount").longValue()).isEqualTo(1);
    assertThat(whole.path("payload").stringValue()).isEqualTo("no event");
    var skipped =
        service.postAsOperator("/api/ops/parked/" + id + "/skip", "{\"reason\":\"a test\"}");
    assertThat(skipped.json().path("appliedCount").intValue()).isEqualTo(1);
    assertThat(titles()).contains("Better");
    awaitEnd(begin("/projections/decks/replays", "{}"));
    assertThat(titles()).contains("Better");
    assertThat(service.getAsOperator("/api/ops/parked").json()).isEmpty();
    assertThat(service.getAsOperator("/api/ops/actions").json().toString())
        .contains("skip-parked", "a test", "rebuild");
  }

  @Test
  void aSkippedEventStaysOutOfTheEarlierTablesToo() {
    awaitEnd(begin("/projections/decks/replays", "{}"));
    var deck = DeckStory.of("55555555-0000-7000-8000-000000000005", "erin").created("Before");
    log.append(deck.events());
    log.appendPoison(deck.deckId().toString());
    log.append(List.of(deck.detailsChanged("Behind").last()));
    awaitNoLag();
    await().until(() -> projection("decks").path("parkedKeys").longValue() == 1);
    awaitEnd(begin("/projections/decks/replays", "{}"));
    skipParked();

    awaitEnd(begin("/projections/decks/rollback", ""));

    assertThat(service.getAsOperator("/api/ops/parked").json()).isEmpty();
    assertThat(titles()).contains("Behind");
    var verification = awaitEnd(begin("/projections/decks/verifications", ""));
    assertThat(verification.path("clean").booleanValue()).as("%s", verification).isTrue();
  }

  @Test
  void aSkipIsRefusedWhileARunIsUnderWay() {
    var deck = DeckStory.of("66666666-0000-7000-8000-000000000006", "frank").created("Any");
    log.appendPoison(deck.deckId().toString());
    awaitNoLag();
    await().until(() -> projection("decks").path("parkedKeys").longValue() == 1);
    var run = begin("/projections/decks/verifications", "{\"maxRate\":1}");

    var refused =
        service.postAsOperator(
            "/api/ops/parked/" + idOfParked() + "/skip", "{\"reason\":\"a test\"}");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().path("detail").stringValue()).contains("verification of decks");
    assertThat(service.getAsOperator("/api/ops/parked").json()).hasSize(1);
    service.postAsOperator(run + "/cancel");
    awaitEnd(run);
    skipParked();
  }

  @Test
  void aRequestThatTheDatabaseRolledBackMayBeTriedAgain() {
    database
        .asAdministrator()
        .sql(
            """
            CREATE FUNCTION projection.deadlock() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION 'of the test' USING ERRCODE = '40P01'; END $$;
            CREATE TRIGGER deadlock BEFORE INSERT ON projection.operator_actions
              EXECUTE FUNCTION projection.deadlock()
            """)
        .update();
    try {
      var answer = service.postAsOperator("/api/ops/projections/learners/pause");

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("Retry-After")).isNotNull();
    } finally {
      database.asAdministrator().sql("DROP FUNCTION projection.deadlock CASCADE").update();
    }
  }

  @Test
  void aRequestThatWouldWaitForARunTooLongMayBeTriedAgain() {
    var run = begin("/projections/learners/verifications", "{\"maxRate\":1}");
    awaitState(run, replay -> state(replay).equals("building"));
    database
        .transaction()
        .executeWithoutResult(
            status -> {
              database
                  .db()
                  .sql("SELECT FROM projection.replays WHERE state = 'building' FOR UPDATE")
                  .query()
                  .listOfRows();

              var answer = service.postAsOperator(run + "/pause");

              assertThat(answer.status()).isEqualTo(503);
              assertThat(answer.header("Retry-After")).isNotNull();
            });
    service.postAsOperator(run + "/cancel");
    awaitEnd(run);
  }

  /** What waits is kept whole until it is written: of one key it cannot be divided. */
  @Test
  void isRefusedIfMoreWaitsBehindAParkedEventThanMemoryHolds() {
    var deck = DeckStory.of("44444444-0000-7000-8000-000000000004", "dave").created("Long");
    for (int change = 0; change < 2 * EVENTS_IN_MEMORY; change++) {
      deck.visibilityChanged(change % 2 == 0);
    }
    log.appendPoison(deck.deckId().toString());
    log.append(deck.events());
    awaitNoLag();
    await().until(() -> projection("decks").path("parkedKeys").longValue() == 1);

    var refused = awaitEnd(begin("/projections/decks/replays", "{}"));

    assertThat(state(refused)).isEqualTo("failed");
    assertThat(refused.path("error").stringValue()).contains("do not fit in memory at once");
    skipParked();
    assertThat(state(awaitEnd(begin("/projections/decks/replays", "{}")))).isEqualTo("completed");
  }

  private void skipParked() {
    var skipped =
        service.postAsOperator(
            "/api/ops/parked/" + idOfParked() + "/skip", "{\"reason\":\"a test\"}");
    assertThat(skipped.status()).isEqualTo(200);
  }

  private String idOfParked() {
    return service.getAsOperator("/api/ops/parked").json().path(0).path("id").stringValue();
  }

  private List<String> titles() {
    return database.db().sql("SELECT title FROM projection.decks").query(String.class).list();
  }

  @Test
  void refusesWhatTheLogCannotTellAnyMore() {
    try (var shortened = KafkaLog.withTopics();
        var empty = ProjectionDatabase.migrated();
        var other = HttpFixture.started(shortened, empty, Map.of())) {
      var end = shortened.append(DeckStory.of(DECK, "alice").created("One").events());
      int partition = end.keySet().iterator().next();
      shortened.deleteBefore(partition, 1);

      var refused = other.postAsOperator("/api/ops/projections/decks/replays", "{}");

      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.json().path("detail").stringValue())
          .contains("decks-" + partition, "deleted");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/projections/nothing/replays                    | {}                                   | 404",
        "/projections/decks/replays                      | {\"maxRate\":0}                      | 422",
        "/projections/decks/replays                      | {\"asOf\":\"2999-01-01T00:00:00Z\"}  | 422",
        "/projections/decks/replays                      | {\"asOf\":\"-5000-01-01T00:00:00Z\"} | 400",
        "/projections/decks/replays                      | {\"asOf\":\"1969-12-31T23:59:59Z\"}  | 400",
        "/projections/decks/replays                      | {\"asOf\":\"+900000-01-01T00:00:00Z\"} | 422",
        "/projections/decks/replays                      | {\"asOf\":\"yesterday\"}             | 400",
        "/projections/decks/replays                      | {\"dryRun\":true}                    | 422",
        "/projections/decks/replays                      | {\"scope\":{}}                       | 422",
        "/projections/decks/replays                      | {\"scope\":{\"learnerId\":\"al\"}}   | 409",
        "/projections/decks/replays                      | {\"speed\":9}                        | 400",
        "/projections/decks/replays                      | {\"maxRate\":9,\"scope\":{\"deckId\":\"33333333-0000-7000-8000-000000000003\"}} | 422",
        "/projections/decks/replays                      | {\"force\":true,\"scope\":{\"deckId\":\"33333333-0000-7000-8000-000000000003\"}} | 422",
        "/projections/learners/replays                   | {\"scope\":{\"learnerId\":\"0123456789012345678901234567890123456789012345678901234567890123456789\"}} | 400",
        "/projections/learners/replays                   | {\"scope\":{\"learnerId\":\" \"}}    | 400",
        "/projections/learners/replays                   | {\"asOfOffsets\":{\"learners-99\":0}}  | 409",
        "/projections/learners/replays                   | {\"asOfOffsets\":{\"learners-\\u0000\":0}} | 409",
        "/projections/decks/replays                      | [                                    | 400",
        "/projections/decks/verifications                | {\"maxRate\":0}                      | 400",
        "/projections/nothing/rollback                   | {}                                   | 404",
        "/replays/00000000-0000-7000-8000-000000000000/cancel | {}                              | 404",
        "/parked/00000000-0000-7000-8000-000000000000/skip | {\"reason\":\"x\"}                 | 404"
      })
  void refusesWhatMakesNoSense(String path, String body, int status) {
    var answer = service.postAsOperator("/api/ops" + path, body);

    assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
  }

  /** Other decks, learners and cards each time. */
  private static List<Recorded> history() {
    int seed = HISTORIES.incrementAndGet();
    var events = new ArrayList<>(Stories.random(new Random(seed), 12, 30));
    if (seed == 1) {
      events.addAll(RandomStudy.events(new Random(seed), 60));
    }
    events.addAll(
        StudyStory.of(new UUID(seed, 1), "user-" + seed)
            .at(Instant.parse("2026-05-01T00:00:00Z").plus(Duration.ofDays(seed)))
            .profile("Alice", true)
            .started(new UUID(seed, 2), 2)
            .reviewed(new UUID(seed, 3), Rating.GOOD)
            .later(Duration.ofMinutes(1))
            .reviewed(new UUID(seed, 4), Rating.AGAIN)
            .reviewed(new UUID(seed, 3), Rating.EASY)
            .undone(1)
            .completed(new UUID(seed, 2), 2, 1, true, 60)
            .marked(new UUID(seed, 3), Mark.FAVORITE, true)
            .events());
    return events;
  }

  private String begin(String path, String body) {
    var answer = service.postAsOperator("/api/ops" + path, body);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
    return answer.header("Location");
  }

  private JsonNode awaitEnd(String location) {
    return awaitState(
        location, replay -> List.of("completed", "failed", "cancelled").contains(state(replay)));
  }

  private JsonNode awaitState(String location, Predicate<JsonNode> isReached) {
    return await().until(() -> service.getAsOperator(location).json(), isReached);
  }

  private static String state(JsonNode node) {
    return node.path("state").stringValue();
  }

  private JsonNode projection(String name) {
    return service.getAsOperator("/api/ops/projections/" + name).json();
  }

  private void awaitNoLag() {
    PROJECTIONS.forEach(this::awaitNoLagOf);
  }

  /** Not by what the service has measured, for that may have been before the last events. */
  private void awaitNoLagOf(String projection) {
    var ends = log.allEnds();
    await()
        .until(
            () ->
                database
                    .db()
                    .sql(
                        """
                        SELECT topic, partition, next_offset
                        FROM projection.positions
                        JOIN projection.projections
                          ON name = projection AND live_generation = generation
                        WHERE projection = :projection
                        """)
                    .param("projection", projection)
                    .query(
                        (row, number) -> {
                          var place =
                              new LogPartition(
                                  Topic.valueOf(row.getString("topic").toUpperCase(Locale.ROOT)),
                                  row.getInt("partition"));
                          return row.getLong("next_offset") >= ends.get(place);
                        })
                    .list(),
            reached -> !reached.isEmpty() && !reached.contains(false));
  }
}
