package dev.manadeck.projection.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.events.DeckId;
import dev.manadeck.events.Event;
import dev.manadeck.events.Rating;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.ReviewEvent.CardMarked;
import dev.manadeck.events.Topic;
import dev.manadeck.projection.fixture.Follower;
import dev.manadeck.projection.fixture.Log;
import dev.manadeck.projection.fixture.ProjectionDatabase;
import dev.manadeck.projection.fixture.RandomStudy;
import dev.manadeck.projection.fixture.Rebuild;
import dev.manadeck.projection.fixture.Stories;
import dev.manadeck.projection.fixture.StudyStory;
import dev.manadeck.projection.runtime.Projection;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random histories; the seed stands in the test's name. */
class ProgressPropertyTest {
  private static final int PARTITIONS = 2;
  private static final int EACH_LENGTH = 25;
  private static final Projection PROJECTION =
      CardProgressProjection.projection(new KnownSettings());
  private static final String[] TABLES = {"card_progress", "card_reviews", "card_marks"};

  private static ProjectionDatabase database;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 8);
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
    var events = RandomStudy.events(random, EACH_LENGTH);
    var expected = inOneBatch(events);

    follower(events).applyAll(random);

    assertThat(database.rowsOf(TABLES)).isEqualTo(expected).isNotEmpty();
    assertThat(database.parkedCount()).isZero();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anyOrderOfArrivalGivesTheSameRows(long seed) {
    var random = new Random(seed);
    var events = withoutMarks(RandomStudy.events(random, EACH_LENGTH));
    var expected = inOneBatch(events);

    follower(RandomStudy.arrivingAnyhow(random, events)).applyAll(random);

    assertThat(database.rowsOf(TABLES)).isEqualTo(expected);
    assertThat(database.parkedCount()).isZero();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void reviewsThatStandInTheLogAgainChangeNothing(long seed) {
    var random = new Random(seed);
    var events = withoutMarks(RandomStudy.events(random, EACH_LENGTH));
    var expected = inOneBatch(events);

    follower(Stories.deliveredAgain(random, events)).applyAll(random);

    assertThat(database.rowsOf(TABLES)).isEqualTo(expected);
    assertThat(database.parkedCount()).isZero();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void restartsAndBrokenCommitsAnywhereChangeNothing(long seed) {
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
    var studied = RandomStudy.events(random, EACH_LENGTH);
    var arrived = random.nextBoolean() ? RandomStudy.arrivingAnyhow(random, studied) : studied;
    var log = log(Stories.deliveredAgain(random, arrived));

    Follower.claiming(PROJECTION, database, log).applyAll(random);

    var rebuild = Rebuild.of(PROJECTION, database, log, 1 + random.nextInt(5));
    assertThat(rebuild.rows()).isEqualTo(database.rowsOf(TABLES)).isNotEmpty();
    assertThat(rebuild.parkedPlaces()).isEqualTo(database.parkedPlaces()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void rebuiltAroundPoisonTheRowsAndWhatIsParkedAreTheSame(long seed) {
    var random = new Random(seed);
    var events = RandomStudy.events(random, EACH_LENGTH);
    var log = Log.of(PROJECTION, PARTITIONS);
    var poisoned = Set.of(random.nextInt(events.size()), random.nextInt(events.size()));
    for (int i = 0; i < events.size(); i++) {
      if (poisoned.contains(i)) {
        poison(random, log, events.get(i).event());
      }
      log.append(events.get(i));
    }

    Follower.claiming(PROJECTION, database, log).applyAll(random);

    var rebuild = Rebuild.of(PROJECTION, database, log, 1 + random.nextInt(5));
    assertThat(rebuild.rows()).isEqualTo(database.rowsOf(TABLES));
    assertThat(rebuild.parkedPlaces()).isEqualTo(database.parkedPlaces()).isNotEmpty();
  }

  /** A record that cannot be read, or one that undoes what never was. */
  private static void poison(Random random, Log log, Event near) {
    if (random.nextBoolean()) {
      log.append(Topic.REVIEWS, near.key(), List.of(), new byte[] {'?'});
    } else {
      log.append(
          StudyStory.of(DeckId.of(near.key()).value(), "user-" + (1 + random.nextInt(3)))
              .reviewed(new UUID(6, 6), Rating.GOOD)
              .undone(0)
              .last());
    }
  }

  private static List<Recorded> withoutMarks(List<Recorded> events) {
    return events.stream().filter(recorded -> !(recorded.event() instanceof CardMarked)).toList();
  }

  private static List<String> inOneBatch(List<Recorded> events) {
    follower(events).applyAll();
    var rows = database.rowsOf(TABLES);
    database.clear();
    return rows;
  }

  private static Follower follower(List<Recorded> events) {
    return Follower.claiming(PROJECTION, database, log(events));
  }

  private static Log log(List<Recorded> events) {
    var log = Log.of(PROJECTION, PARTITIONS);
    events.forEach(log::append);
    return log;
  }
}
