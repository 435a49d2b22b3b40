package dev.manadeck.scheduling;

import static dev.manadeck.scheduling.CardStatus.LEARNING;
import static dev.manadeck.scheduling.CardStatus.NEW;
import static dev.manadeck.scheduling.CardStatus.REVIEW;
import static dev.manadeck.scheduling.Grade.AGAIN;
import static dev.manadeck.scheduling.Grade.EASY;
import static dev.manadeck.scheduling.Grade.GOOD;
import static dev.manadeck.scheduling.Grade.HARD;
import static dev.manadeck.scheduling.StudyLog.CARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
  private static final SchedulerSettings SETTINGS = SchedulerSettings.DEFAULT;

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void anUnseenCardHasNoNextReview(Algorithm algorithm) {
    var settings =
        switch (algorithm) {
          case FSRS -> SETTINGS;
          case SM2 -> SettingsFixture.SM2;
        };

    assertThat(Schedule.of(CardState.unseen(CARD), settings)).isEqualTo(new Schedule(null, 0, NEW));
  }

  @Test
  void anotherSchedulerRulesWithoutAnotherFold() {
    var state = new StudyLog().review(EASY).state();

    assertThat(Schedule.of(state, SETTINGS))
        .isEqualTo(new Schedule(Instant.parse("2024-01-09T04:00:00Z"), 8, REVIEW));
    assertThat(Schedule.of(state, SettingsFixture.SM2))
        .isEqualTo(new Schedule(Instant.parse("2024-01-02T04:00:00Z"), 1, LEARNING));
    assertThat(Schedule.byFsrs(state, SettingsFixture.SM2)).isEqualTo(Schedule.of(state, SETTINGS));
    assertThat(Schedule.bySm2(state, SETTINGS)).isEqualTo(Schedule.of(state, SettingsFixture.SM2));
  }

  @Nested
  class Days {
    private final ZoneId berlin = ZoneId.of("Europe/Berlin");

    @Test
    void aCardIsDueWhenItsStudyDayStartsWhereItWasReviewed() {
      assertDue("2024-03-22T23:00:00Z", "2024-03-30T03:00:00Z");
    }

    @Test
    void atTheWallClocksHourOnceTheClocksHaveGoneForward() {
      assertDue("2024-03-23T23:00:00Z", "2024-03-31T02:00:00Z");
    }

    @Test
    void atTheWallClocksHourOnceTheClocksHaveGoneBack() {
      assertDue("2024-10-20T01:59:00Z", "2024-10-27T03:00:00Z");
    }

    private void assertDue(String reviewed, String due) {
      var log =
          new StudyLog(SETTINGS, new StudyCalendar(berlin, 4))
              .at(Instant.parse(reviewed))
              .review(EASY);

      assertThat(log.schedule()).isEqualTo(new Schedule(Instant.parse(due), 8, REVIEW));
    }
  }

  @Nested
  class Retention {
    private final CardState state = new StudyLog().review(EASY).passDays(8).review(GOOD).state();

    @Test
    void lessOfItMeansLongerIntervals() {
      assertThat(days(0.9)).isEqualTo(StrictMath.round(state.fsrs().stability()));
      assertThat(days(0.8)).isGreaterThan(2 * days(0.9));
      assertThat(days(0.95)).isLessThan(days(0.9));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.70, 0.99})
    void boundsAreAllowed(double retention) {
      assertThat(days(retention)).isPositive();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.6999, 0.9901, 0, 1, Double.NaN})
    void refusesWhatIsOutOfBounds(double retention) {
      assertThatThrownBy(() -> SettingsFixture.withRetention(retention))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Expected a retention from 0.7 to 0.99, but got " + retention);
    }

    private int days(double retention) {
      return Schedule.of(state, SettingsFixture.withRetention(retention)).intervalDays();
    }
  }

  @Nested
  class Maximum {
    @Test
    void capsTheIntervalButNotWhatItGrowsFrom() {
      var log = new StudyLog().review(EASY).passDays(8).review(EASY);

      assertThat(Schedule.of(log.state(), SettingsFixture.withMaximum(30)))
          .isEqualTo(new Schedule(Instant.parse("2024-02-08T04:00:00Z"), 30, REVIEW));
      assertThat(Schedule.of(log.state(), SETTINGS).intervalDays()).isGreaterThan(30);
    }

    @Test
    void winsOverTheOrderOfTheGrades() {
      var state = new StudyLog().review(EASY).passDays(8).review(EASY).state();

      assertThat(Schedule.of(state, SettingsFixture.withMaximum(1)).intervalDays()).isEqualTo(1);
    }

    @Test
    void capsSm2Too() {
      var settings =
          new SchedulerSettings(
              Algorithm.SM2,
              0.9,
              5,
              Fsrs.DEFAULT,
              SETTINGS.learningSteps(),
              SETTINGS.relearningSteps(),
              false);
      var state = new StudyLog(settings).review(4).passDays(1).review(4).state();

      assertThat(Schedule.of(state, settings).intervalDays()).isEqualTo(5);
      assertThat(state.sm2().intervalDays()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 36_501})
    void refusesWhatIsOutOfBounds(int days) {
      assertThatThrownBy(() -> SettingsFixture.withMaximum(days))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Expected a maximum interval of 1 to 36500 days, but got " + days);
    }
  }

  @Nested
  class OrderOfGrades {
    /** Stability is 1.2931 whichever of hard and good; each would be a day but for the order. */
    @Test
    void eachGradeIsADayMoreThanTheLowerOne() {
      var settings = SettingsFixture.withoutSteps();

      assertThat(again(settings, HARD)).isEqualTo(1);
      assertThat(again(settings, GOOD)).isEqualTo(2);
      assertThat(again(settings, EASY)).isEqualTo(3);
    }

    private static int again(SchedulerSettings settings, Grade grade) {
      return new StudyLog(settings).review(HARD, grade).schedule().intervalDays();
    }

    /** Hard would have led to a step, so good is not bound to be more than a day. */
    @Test
    void stepsBoundNothing() {
      assertThat(new StudyLog().review(AGAIN, GOOD, GOOD).schedule().intervalDays()).isEqualTo(1);
      assertThat(new StudyLog().review(AGAIN, GOOD, EASY).schedule().intervalDays()).isEqualTo(2);
      assertThat(new StudyLog().review(AGAIN, EASY).schedule().intervalDays()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20_251_120})
    void holdsForAnyHistoryAndRetentionWithFuzzAndWithout(long seed) {
      var random = new Random(seed);
      for (int walk = 0; walk < 2_000; walk++) {
        double retention = 0.70 + 0.29 * random.nextDouble();
        var log = StudyLog.random(random, 1 + random.nextInt(10), SETTINGS).review(EASY);
        int elapsedDays = random.nextInt(60);
        int lowerExact = 0;
        int lowerSpread = 0;

        for (Grade grade : List.of(HARD, GOOD, EASY)) {
          var state = next(log, elapsedDays, grade);
          int exact = days(state, retention, false);
          int spread = days(state, retention, true);

          assertThat(exact).isGreaterThan(lowerExact);
          assertThat(spread).isGreaterThan(lowerSpread);
          assertThat((double) spread).isCloseTo(exact, within(reach(exact)));
          lowerExact = exact;
          lowerSpread = spread;
        }
      }
    }

    private static double reach(int days) {
      return days < 2.5
          ? 0
          : 1
              + 0.15 * (Math.min(days, 7) - 2.5)
              + 0.1 * Math.max(0, Math.min(days, 20) - 7)
              + 0.05 * Math.max(0, days - 20);
    }

    private static int days(CardState state, double retention, boolean fuzz) {
      var settings =
          new SchedulerSettings(
              Algorithm.FSRS,
              retention,
              36_500,
              Fsrs.DEFAULT,
              SETTINGS.learningSteps(),
              SETTINGS.relearningSteps(),
              fuzz);
      return Schedule.of(state, settings).intervalDays();
    }

    private static CardState next(StudyLog log, int days, Grade grade) {
      Review last = log.reviews().getLast();
      var moment =
          new ReviewMoment(
              new UUID(-1, -1),
              last.moment().reviewedAt().plusSeconds(days * 86_400L),
              last.moment().studyDay().plusDays(days),
              last.moment().calendar());
      return log.state().after(new Review(CARD, moment, grade.quality(), SETTINGS));
    }
  }

  @Test
  void theStudyDayOfTheEventIsWhatDaysAreCountedFrom() {
    var moment =
        new ReviewMoment(
            new UUID(0, 1),
            Instant.parse("2024-05-01T12:00:00Z"),
            LocalDate.of(2024, 4, 30),
            StudyLog.UTC_FROM_FOUR);
    var state = CardState.unseen(CARD).after(new Review(CARD, moment, 5, SETTINGS));

    assertThat(Schedule.of(state, SETTINGS).nextReview()).isEqualTo("2024-05-08T04:00:00Z");
  }
}
