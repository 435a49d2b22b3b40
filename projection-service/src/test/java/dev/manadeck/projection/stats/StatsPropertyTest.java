package dev.manadeck.projection.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.events.Rating;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.Topic;
import dev.manadeck.projection.fixture.Follower;
import dev.manadeck.projection.fixture.Log;
import dev.manadeck.projection.fixture.ProjectionDatabase;
import dev.manadeck.projection.fixture.RandomStudy;
import dev.manadeck.projection.fixture.Rebuild;
import dev.manadeck.projection.fixture.StudyStory;
import dev.manadeck.projection.runtime.Projection;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random histories; the seed stands in the test's name. */
class StatsPropertyTest {
  private static final int PARTITIONS = 2;
  private static final int EACH_LENGTH = 25;
  private static final Projection PROJECTION = StatsProjection.projection();
  private static final String[] TABLES = {"user_stats", "study_days", "studied_cards"};

  private static ProjectionDatabase database;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 6);
  }

  @BeforeAll
  static void migrate() {
    database = ProjectionDatabase.migrated();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void clear() {
    database.clear();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anySplitAnyOrderAndAnyInterleavingOfTopicsGiveTheSameRows(long seed) {
    var random = new Random(seed);
    var events = RandomStudy.events(random, EACH_LENGTH);
    var expected = inOneBatch(events);

    Follower.claiming(PROJECTION, database, log(RandomStudy.arrivingAnyhow(random, events)))
        .applyAll(random);

    assertThat(database.rowsOf(TABLES)).isEqualTo(expected).isNotEmpty();
    assertThat(database.parkedCount()).isZero();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void restartsAndBrokenCommitsAnywhereCountNothingTwice(long seed) {
    var random = new Random(seed);
    var events = RandomStudy.events(random, EACH_LENGTH);
    var expected = inOneBatch(events);

    Follower.applyAllThroughBreaks(PROJECTION, database, log(events), random);

    assertThat(database.rowsOf(TABLES)).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void rebuiltInAnyNumberOfLoadsTheRowsAreTheSame(long seed) {
    var random = new Random(seed);
    var log = log(RandomStudy.arrivingAnyhow(random, RandomStudy.events(random, EACH_LENGTH)));

    Follower.claiming(PROJECTION, database, log).applyAll(random);

    assertThat(Rebuild.of(PROJECTION, database, log, 1 + random.nextInt(5)).rows())
        .isEqualTo(database.rowsOf(TABLES))
        .isNotEmpty();
  }

  @Test
  void aCardOfWhichNoReviewIsLeftDoesNotCountWhenRebuilt() {
    var log =
        log(
            StudyStory.of(new UUID(1, 7), "alice")
                .reviewed(new UUID(5, 1), Rating.GOOD)
                .undone(0)
                .reviewed(new UUID(5, 2), Rating.GOOD)
                .events());

    Follower.claiming(PROJECTION, database, log).applyAll();

    assertThat(Rebuild.of(PROJECTION, database, log, 1).rows()).isEqualTo(database.rowsOf(TABLES));
  }

  /** One follows reviews and the other sessions: their learners are the same. */
  @ParameterizedTest
  @MethodSource("seeds")
  void workersThatShareLearnersDoNotDisturbEachOther(long seed) {
    var events = RandomStudy.events(new Random(seed), EACH_LENGTH);
    var expected = inOneBatch(events);

    var reviews = following(Topic.REVIEWS, events);
    var sessions = following(Topic.SESSIONS, events);
    CompletableFuture.allOf(
            CompletableFuture.runAsync(() -> reviews.applyAll(new Random(seed))),
            CompletableFuture.runAsync(() -> sessions.applyAll(new Random(seed))))
        .join();

    assertThat(database.rowsOf(TABLES)).isEqualTo(expected);
  }

  private static Follower following(Topic topic, List<Recorded> events) {
    var part =
        new Projection(
            PROJECTION.name(), PROJECTION.codeVersion(), Set.of(topic), PROJECTION.tables());
    var log = Log.of(part, PARTITIONS);
    events.forEach(log::append);
    return Follower.claiming(part, database, log);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void totalsAreThoseOfTheDaysAndTheCards(long seed) {
    var random = new Random(seed);

    Follower.claiming(PROJECTION, database, log(RandomStudy.events(random, EACH_LENGTH)))
        .applyAll(random);

    assertThat(
            database
                .db()
                .sql(
                    """
                    SELECT user_id
                    FROM projection.user_stats stats
                    WHERE (review_count, correct_review_count) <> (
                        SELECT sum(review_count), sum(correct_review_count)
                        FROM projection.study_days day
                        WHERE day.user_id = stats.user_id)
                      OR studied_card_count <> (
                        SELECT count(*)
                        FROM projection.studied_cards card
                        WHERE card.user_id = stats.user_id AND card.review_count > 0)
                    """)
                .query(String.class)
                .list())
        .isEmpty();
  }

  private static List<String> inOneBatch(List<Recorded> events) {
    Follower.claiming(PROJECTION, database, log(events)).applyAll();
    var rows = database.rowsOf(TABLES);
    database.clear();
    return rows;
  }

  private static Log log(List<Recorded> events) {
    var log = Log.of(PROJECTION, PARTITIONS);
    events.forEach(log::append);
    return log;
  }
}
