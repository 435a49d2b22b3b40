package dev.manadeck.projection.deck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.events.Recorded;
import dev.manadeck.projection.fixture.Follower;
import dev.manadeck.projection.fixture.Log;
import dev.manadeck.projection.fixture.ProjectionDatabase;
import dev.manadeck.projection.fixture.Rebuild;
import dev.manadeck.projection.fixture.Stories;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random histories; the seed stands in the test's name. */
class DeckProjectionPropertyTest {
  private static final int PARTITIONS = 3;
  private static ProjectionDatabase database;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 10);
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
  void anySplitIntoBatchesGivesTheSameRows(long seed) {
    var random = new Random(seed);
    var events = Stories.random(random, 6, 40);
    var expected = inOneBatch(events);

    follower(events).applyAll(random);

    assertThat(database.decksAndCards()).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void eventsThatStandInTheLogAgainChangeNothing(long seed) {
    var random = new Random(seed);
    var events = Stories.random(random, 6, 40);
    var expected = inOneBatch(events);

    follower(Stories.deliveredAgain(random, events)).applyAll(random);

    assertThat(database.decksAndCards()).isEqualTo(expected);
    assertThat(database.parkedCount()).isZero();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void restartsAndBrokenCommitsAnywhereChangeNothing(long seed) {
    var random = new Random(seed);
    var events = Stories.random(random, 6, 40);
    var expected = inOneBatch(events);

    Follower.applyAllThroughBreaks(
        DeckProjection.projection(), database, Log.ofDecks(PARTITIONS, events), random);

    assertThat(database.decksAndCards()).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void rebuiltInAnyNumberOfLoadsTheRowsAreTheSame(long seed) {
    var random = new Random(seed);
    var events = Stories.deliveredAgain(random, Stories.random(random, 6, 40));
    var log = Log.ofDecks(PARTITIONS, events);
    var projection = DeckProjection.projection();

    Follower.claiming(projection, database, log).applyAll(random);

    assertThat(Rebuild.of(projection, database, log, 1 + random.nextInt(5)).rows())
        .isEqualTo(database.rowsOf("decks", "cards"))
        .isNotEmpty();
  }

  private static List<String> inOneBatch(List<Recorded> events) {
    follower(events).applyAll();
    var rows = database.decksAndCards();
    database.clear();
    return rows;
  }

  private static Follower follower(List<Recorded> events) {
    return Follower.claiming(
        DeckProjection.projection(), database, Log.ofDecks(PARTITIONS, events));
  }
}
