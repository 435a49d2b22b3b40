package dev.manadeck.projection.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.events.Rating;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.UserId;
import dev.manadeck.projection.fixture.Follower;
import dev.manadeck.projection.fixture.Log;
import dev.manadeck.projection.fixture.ProjectionDatabase;
import dev.manadeck.projection.fixture.StudyStory;
import dev.manadeck.projection.learner.Learners;
import dev.manadeck.projection.runtime.Projection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StatsQueriesTest {
  private static final UUID DECK = new UUID(1, 7);
  private static final UUID CARD = new UUID(5, 1);
  private static final UUID OTHER_CARD = new UUID(5, 2);

  private static ProjectionDatabase database;

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

  @Nested
  class Totals {
    private final StudyStory story = learner("alice").at("2026-01-05T10:00:00Z");

    @Test
    void areZeroAtFirst() {
      assertThat(stats("2026-01-05"))
          .hasToString(
              "StatsJson[userId=alice, totalWins=0, totalSessions=0, totalCardsStudied=0,"
                  + " totalTimeSeconds=0, averageAccuracy=0, streakDays=0, lastStudyDate=null]");
    }

    @Test
    void countDifferentCardsAndAllReviews() {
      apply(
          story
              .reviewed(CARD, Rating.GOOD)
              .reviewed(CARD, Rating.AGAIN)
              .reviewed(OTHER_CARD, Rating.EASY));

      assertThat(stats("2026-01-05").totalCardsStudied()).isEqualTo(2);
      assertThat(stats("2026-01-05").averageAccuracy()).hasToString("66.67");
    }

    @Test
    void countACardNoMoreWhoseReviewsAreUndone() {
      apply(story.reviewed(CARD, Rating.GOOD).reviewed(OTHER_CARD, Rating.AGAIN).undone(1));

      assertThat(stats("2026-01-05").totalCardsStudied()).isEqualTo(1);
      assertThat(stats("2026-01-05").averageAccuracy()).hasToString("100.00");
    }

    @Test
    void countTheTimeOfASessionOnce() {
      var session = new UUID(4, 4);
      apply(
          story
              .taking(5_000)
              .reviewed(CARD, Rating.GOOD)
              .started(session, 1)
              .reviewed(CARD, Rating.GOOD)
              .completed(session, 1, 1, true, 60));

      assertThat(stats("2026-01-05").totalTimeSeconds()).isEqualTo(65);
      assertThat(stats("2026-01-05").totalSessions()).isEqualTo(1);
      assertThat(stats("2026-01-05").totalWins()).isEqualTo(1);
    }

    @Test
    void doNotCountOpenSessions() {
      apply(story.started(new UUID(4, 4), 1));

      assertThat(stats("2026-01-05").totalSessions()).isZero();
    }
  }

  @Nested
  class Days {
    @Test
    void haveReviewsAndTheirTime() {
      apply(
          learner("alice")
              .taking(1_500)
              .at("2026-01-05T10:00:00Z")
              .reviewed(CARD, Rating.GOOD)
              .reviewed(CARD, Rating.AGAIN)
              .at("2026-01-07T10:00:00Z")
              .reviewed(CARD, Rating.EASY));

      assertThat(days("2026-01-01", "2026-01-31"))
          .containsExactly(
              new DayJson(LocalDate.parse("2026-01-05"), 2, 1, 3),
              new DayJson(LocalDate.parse("2026-01-07"), 1, 1, 1));
      assertThat(days("2026-01-06", "2026-01-06")).isEmpty();
    }

    @Test
    void areNoneOnceAllTheirReviewsAreUndone() {
      apply(learner("alice").at("2026-01-05T10:00:00Z").reviewed(CARD, Rating.GOOD).undone(0));

      assertThat(days("2026-01-01", "2026-01-31")).isEmpty();
      assertThat(stats("2026-01-05").lastStudyDate()).isNull();
    }

    private static List<DayJson> days(String from, String to) {
      return new StatsQueries(database.db())
          .days(new UserId("alice"), LocalDate.parse(from), LocalDate.parse(to));
    }
  }

  @Nested
  class AStreak {
    @Test
    void countsDaysUpToTodayOrYesterday() {
      apply(
          studying(
              "UTC", 4, "2026-01-05T10:00:00Z", "2026-01-06T10:00:00Z", "2026-01-07T10:00:00Z"));

      assertThat(streak("2026-01-07")).isEqualTo(3);
      assertThat(streak("2026-01-08")).isEqualTo(3);
      assertThat(streak("2026-01-09")).isZero();
    }

    @Test
    void endsAtAGap() {
      apply(
          studying(
              "UTC", 4, "2026-01-03T10:00:00Z", "2026-01-05T10:00:00Z", "2026-01-06T10:00:00Z"));

      assertThat(streak("2026-01-06")).isEqualTo(2);
    }

    @Test
    void countsADayOnce() {
      apply(studying("UTC", 4, "2026-01-05T10:00:00Z", "2026-01-05T23:00:00Z"));

      assertThat(streak("2026-01-05")).isEqualTo(1);
    }

    @Test
    void keepsTheDayOfTheEveningUntilItsDayStarts() {
      apply(studying("Europe/Berlin", 4, "2026-01-05T23:30:00+01:00", "2026-01-06T03:59:59+01:00"));
      assertThat(streak("2026-01-05")).isEqualTo(1);

      apply(studying("Europe/Berlin", 4, "2026-01-06T04:00:00+01:00"));
      assertThat(streak("2026-01-06")).isEqualTo(2);
    }

    @Test
    void changesDaysAtMidnightIfTheLearnerWantsSo() {
      apply(studying("Europe/Berlin", 0, "2026-01-05T23:59:59+01:00", "2026-01-06T00:00:00+01:00"));

      assertThat(streak("2026-01-06")).isEqualTo(2);
    }

    @Test
    void outlivesChangesOfTheClock() {
      apply(
          studying(
              "Europe/Berlin",
              4,
              "2026-03-28T23:00:00+01:00",
              "2026-03-29T23:00:00+02:00",
              "2026-03-30T23:00:00+02:00"));
      assertThat(streak("2026-03-30")).isEqualTo(3);

      database.clear();
      apply(
          studying(
              "Europe/Berlin",
              4,
              "2026-10-24T12:00:00+02:00",
              "2026-10-25T12:00:00+01:00",
              "2026-10-26T03:00:00+01:00",
              "2026-10-26T12:00:00+01:00"));
      assertThat(streak("2026-10-26")).isEqualTo(3);
    }

    @Test
    void outlivesAJourney() {
      apply(
          studying("Europe/Berlin", 4, "2026-01-05T20:00:00+01:00"),
          studying("Asia/Tokyo", 4, "2026-01-06T22:00:00+09:00"),
          studying("America/Los_Angeles", 4, "2026-01-07T20:00:00-08:00"));

      assertThat(streak("2026-01-07")).isEqualTo(3);
      assertThat(streak("2026-01-06")).as("at home it is still yesterday").isEqualTo(3);
    }

    @Test
    void takesALateUploadFromYesterday() {
      apply(
          studying("UTC", 4, "2026-01-05T10:00:00Z"),
          learner("alice")
              .at("2026-01-07T10:00:00Z")
              .reviewed(CARD, Rating.GOOD)
              .reviewedAt(Instant.parse("2026-01-06T22:00:00Z"), CARD, Rating.GOOD));

      assertThat(streak("2026-01-07")).isEqualTo(3);
    }

    private static long streak(String today) {
      return stats(today).streakDays();
    }

    private static StudyStory studying(String zone, int dayStartHour, String... instants) {
      var story = learner("alice").in(zone, dayStartHour);
      Arrays.stream(instants)
          .map(text -> OffsetDateTime.parse(text).toInstant())
          .forEach(instant -> story.at(instant).reviewed(CARD, Rating.GOOD));
      return story;
    }
  }

  @Nested
  class TheLeaderboard {
    private static final Instant NOW = Instant.parse("2026-01-10T12:00:00Z");

    @BeforeEach
    void study() {
      apply(
          onBoard("carol", "Carol").at("2026-01-10T10:00:00Z").reviewed(CARD, Rating.GOOD),
          onBoard("alice", "Alice")
              .at("2026-01-08T10:00:00Z")
              .reviewed(CARD, Rating.GOOD)
              .at("2026-01-09T10:00:00Z")
              .reviewed(CARD, Rating.GOOD)
              .reviewed(OTHER_CARD, Rating.GOOD)
              .completed(new UUID(4, 1), 1, 1, true, 30),
          onBoard("bob", "Bob")
              .at("2026-01-02T10:00:00Z")
              .reviewed(CARD, Rating.GOOD)
              .completed(new UUID(4, 2), 1, 1, true, 90),
          learner("shy")
              .at("2026-01-10T10:00:00Z")
              .profile("Shy", false)
              .reviewed(CARD, Rating.GOOD)
              .completed(new UUID(4, 3), 1, 1, true, 900)
              .completed(new UUID(4, 4), 1, 1, true, 900));
    }

    @Test
    void isOrderedByWhatIsAsked() {
      assertThat(board(LeaderboardOrder.WINS)).containsExactly("1 Alice", "1 Bob", "3 Carol");
      assertThat(board(LeaderboardOrder.CARDS)).containsExactly("1 Alice", "2 Bob", "2 Carol");
      assertThat(board(LeaderboardOrder.TIME)).containsExactly("1 Bob", "2 Alice", "3 Carol");
      assertThat(board(LeaderboardOrder.STREAK)).containsExactly("1 Alice", "2 Carol");
    }

    @Test
    void passesOverStreaksThatAreOverHoweverLongTheyWere() {
      var dora = onBoard("dora", "Dora");
      for (int day = 4; day <= 8; day++) {
        dora.at("2026-01-0%dT10:00:00Z".formatted(day)).reviewed(CARD, Rating.GOOD);
      }
      apply(dora);

      assertThat(leaders(LeaderboardOrder.STREAK, 1))
          .extracting(LeaderJson::displayName)
          .containsExactly("Alice");
    }

    @Test
    void tellsAllFigures() {
      assertThat(leaders(LeaderboardOrder.STREAK, 1))
          .containsExactly(new LeaderJson(1, "Alice", 1, 2, 2, 30));
    }

    @Test
    void isLeftByWhoeverWantsTo() {
      apply(
          learner("alice").at("2026-01-10T11:00:00Z").profile("Alice", true).profile(null, false));

      assertThat(board(LeaderboardOrder.WINS)).containsExactly("1 Bob", "2 Carol");
    }

    private static StudyStory onBoard(String user, String displayName) {
      return learner(user).at("2026-01-01T10:00:00Z").profile(displayName, true);
    }

    private static List<String> board(LeaderboardOrder order) {
      return leaders(order, 10).stream()
          .map(leader -> leader.rank() + " " + leader.displayName())
          .toList();
    }

    private static List<LeaderJson> leaders(LeaderboardOrder order, int limit) {
      return new LeaderboardQueries(database.db()).leaders(order, limit, NOW);
    }
  }

  private static StudyStory learner(String user) {
    return StudyStory.of(DECK, user);
  }

  private static StatsJson stats(String today) {
    return new StatsQueries(database.db()).stats(new UserId("alice"), LocalDate.parse(today));
  }

  private static void apply(StudyStory... stories) {
    var events = Stream.of(stories).flatMap(story -> story.events().stream()).toList();
    apply(StatsProjection.projection(), events);
    apply(Learners.projection(), events);
  }

  /** Onto what stands there, as if the log went on. */
  private static void apply(Projection projection, List<Recorded> events) {
    database.db().sql("DELETE FROM projection.positions").update();
    var log = Log.of(projection, 1);
    events.forEach(log::append);
    Follower.claiming(projection, database, log).applyAll();
    assertThat(database.parkedCount()).isZero();
  }
}
