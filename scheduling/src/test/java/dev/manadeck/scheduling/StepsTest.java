package dev.manadeck.scheduling;

import static dev.manadeck.scheduling.CardStatus.LEARNING;
import static dev.manadeck.scheduling.CardStatus.RELEARNING;
import static dev.manadeck.scheduling.CardStatus.REVIEW;
import static dev.manadeck.scheduling.Grade.AGAIN;
import static dev.manadeck.scheduling.Grade.EASY;
import static dev.manadeck.scheduling.Grade.GOOD;
import static dev.manadeck.scheduling.Grade.HARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepsTest {

  @Nested
  class Text {
    @Test
    void readsSecondsMinutesHoursAndDays() {
      assertThat(Steps.parse(List.of("30s", "1m", "10m", "1h", "2d")).delays())
          .containsExactly(
              Duration.ofSeconds(30),
              Duration.ofMinutes(1),
              Duration.ofMinutes(10),
              Duration.ofHours(1),
              Duration.ofDays(2));
    }

    @Test
    void readsNoStepsAtAll() {
      assertThat(Steps.parse(List.of()).delays()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "m",
          "10",
          "-1m",
          "+1m",
          "1.5h",
          "1 m",
          " 1m",
          "1M",
          "1w",
          "1m10s",
          "0s",
          "36501d",
          "999999999999999999999d",
          "١m"
        })
    void refusesAnythingElse(String text) {
      assertThatThrownBy(() -> Steps.parse(List.of(text)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("Expected a step ");
    }
  }

  @Nested
  class Learning {
    private final StudyLog log = learning("1m", "10m", "1h");

    @Test
    void goodLeadsThroughTheStepsAndGraduates() {
      assertDue(log.review(GOOD), LEARNING, Duration.ofMinutes(10));
      assertDue(log.review(GOOD), LEARNING, Duration.ofHours(1));
      assertGraduated(log.review(GOOD));
    }

    @Test
    void againStartsThemAnew() {
      assertDue(log.review(GOOD, GOOD, AGAIN), LEARNING, Duration.ofMinutes(1));
      assertDue(log.review(GOOD), LEARNING, Duration.ofMinutes(10));
    }

    @Test
    void hardRepeatsAStep() {
      assertDue(log.review(GOOD, HARD), LEARNING, Duration.ofMinutes(10));
      assertDue(log.review(GOOD, HARD), LEARNING, Duration.ofHours(1));
    }

    @Test
    void hardAtTheFirstStepIsTheMeanOfTwo() {
      assertDue(log.review(HARD), LEARNING, Duration.ofSeconds(330));
    }

    @Test
    void hardAtAnOnlyStepIsHalfAsLongAgain() {
      assertDue(learning("15s").review(HARD), LEARNING, Duration.ofMillis(22_500));
    }

    @Test
    void hardAtAnOnlyStepAddsADayAtMost() {
      assertDue(learning("2d").review(HARD), LEARNING, Duration.ofDays(3));
      assertDue(learning("3d").review(HARD), LEARNING, Duration.ofDays(4));
    }

    @Test
    void easyGraduatesAtOnce() {
      assertGraduated(log.review(EASY));
    }

    @Test
    void withoutStepsEveryGradeGraduatesAtOnce() {
      for (Grade grade : Grade.values()) {
        assertGraduated(learning().review(grade));
      }
    }

    @Test
    void memoryMovesAtEveryStep() {
      CardState first = log.review(GOOD).state();
      CardState second = log.review(GOOD).state();
      CardState third = log.review(EASY).state();

      assertThat(second.fsrs().difficulty()).isNotEqualTo(first.fsrs().difficulty());
      assertThat(third.fsrs().stability()).isGreaterThan(second.fsrs().stability());
    }

    private static StudyLog learning(String... steps) {
      return new StudyLog(
          SettingsFixture.withSteps(Steps.parse(List.of(steps)), Steps.parse(List.of("7m"))));
    }
  }

  @Nested
  class Relearning {
    private final StudyLog log = relearning("5m", "20m");

    @Test
    void againOnAReviewCardStartsIt() {
      assertDue(log.review(AGAIN), RELEARNING, Duration.ofMinutes(5));
    }

    @Test
    void goodLeadsThroughTheStepsBackToReview() {
      assertDue(log.review(AGAIN, GOOD), RELEARNING, Duration.ofMinutes(20));
      assertGraduated(log.review(GOOD));
    }

    @Test
    void againStartsItAnew() {
      assertDue(log.review(AGAIN, GOOD, AGAIN), RELEARNING, Duration.ofMinutes(5));
    }

    @Test
    void hardRepeatsAStep() {
      assertDue(log.review(AGAIN, HARD), RELEARNING, Duration.ofSeconds(750));
      assertDue(log.review(GOOD, HARD), RELEARNING, Duration.ofMinutes(20));
    }

    @Test
    void easyEndsItAtOnce() {
      assertGraduated(log.review(AGAIN, EASY));
    }

    @Test
    void onlyAgainStartsIt() {
      for (Grade grade : List.of(HARD, GOOD, EASY)) {
        assertGraduated(relearning("5m", "20m").review(grade));
      }
    }

    @Test
    void withoutStepsAForgottenCardStaysInReview() {
      assertGraduated(relearning().review(AGAIN));
    }

    @Test
    void forgettingACardInReviewIsALapse() {
      assertThat(log.state().fsrs().lapses()).isZero();
      assertThat(log.review(AGAIN).state().fsrs().lapses()).isEqualTo(1);
      assertThat(log.review(AGAIN, GOOD, GOOD).state().fsrs().lapses()).isEqualTo(1);
      assertThat(log.passDays(9).review(HARD, GOOD).state().fsrs().lapses()).isEqualTo(1);
      assertThat(log.passDays(9).review(AGAIN).state().fsrs().lapses()).isEqualTo(2);
      assertThat(relearning().review(AGAIN, AGAIN).state().fsrs().lapses()).isEqualTo(2);
    }

    private static StudyLog relearning(String... steps) {
      return new StudyLog(
              SettingsFixture.withSteps(Steps.parse(List.of("1m")), Steps.parse(List.of(steps))))
          .review(EASY)
          .passDays(8);
    }
  }

  @Nested
  class FewerStepsThanBefore {
    private final StudyLog log =
        new StudyLog(
                SettingsFixture.withSteps(
                    Steps.parse(List.of("1m", "10m", "1h")), Steps.parse(List.of("1m"))))
            .review(GOOD, GOOD);

    @Test
    void graduateACardThatStandsBehindTheLast() {
      for (Grade grade : List.of(HARD, GOOD, EASY)) {
        assertThat(after(grade).fsrs().status()).isEqualTo(REVIEW);
      }
    }

    @Test
    void startAnewWithAgain() {
      FsrsState state = after(AGAIN).fsrs();

      assertThat(state.status()).isEqualTo(LEARNING);
      assertThat(state.step()).isZero();
      assertThat(state.stepMillis()).isEqualTo(60_000);
    }

    private CardState after(Grade grade) {
      var before = CardState.fold(StudyLog.CARD, log.reviews(), Set.of());
      var next = log.pass(Duration.ofHours(1)).review(grade).reviews().getLast();
      return before.after(
          new Review(StudyLog.CARD, next.moment(), next.quality(), SchedulerSettings.DEFAULT));
    }
  }

  private static void assertDue(StudyLog log, CardStatus status, Duration wait) {
    assertThat(log.schedule()).isEqualTo(new Schedule(log.now().plus(wait), 0, status));
  }

  private static void assertGraduated(StudyLog log) {
    assertThat(log.schedule().status()).isEqualTo(REVIEW);
    assertThat(log.schedule().intervalDays()).isPositive();
  }
}
