package dev.manadeck.scheduling;

import static dev.manadeck.scheduling.Grade.AGAIN;
import static dev.manadeck.scheduling.Grade.EASY;
import static dev.manadeck.scheduling.Grade.GOOD;
import static dev.manadeck.scheduling.Grade.HARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The formulas, with default weights, against numbers worked out apart from this code. */
class FsrsTest {
  private static final Offset<Double> STORED = within(5e-9);

  private final Fsrs fsrs = Fsrs.DEFAULT;

  @Nested
  class FirstReview {
    @Test
    void takesStabilityFromTheWeights() {
      assertThat(fsrs.first(AGAIN).stability()).isEqualTo(0.212);
      assertThat(fsrs.first(HARD).stability()).isEqualTo(1.2931);
      assertThat(fsrs.first(GOOD).stability()).isEqualTo(2.3065);
      assertThat(fsrs.first(EASY).stability()).isEqualTo(8.2956);
    }

    @Test
    void givesAnEasyCardTheLeastDifficulty() {
      assertThat(fsrs.first(AGAIN).difficulty()).isEqualTo(6.4133);
      assertThat(fsrs.first(HARD).difficulty()).isCloseTo(5.11217071, STORED);
      assertThat(fsrs.first(GOOD).difficulty()).isCloseTo(2.11810397, STORED);
      assertThat(fsrs.first(EASY).difficulty()).isEqualTo(1);
    }
  }

  @Nested
  class SameDay {
    @Test
    void neverTakesStabilityFromACardThatWasRemembered() {
      var memory = new Memory(20, 5);

      assertThat(fsrs.next(memory, 0, HARD).stability()).isEqualTo(20);
      assertThat(fsrs.next(memory, 0, GOOD).stability()).isEqualTo(20);
    }

    @Test
    void addsLessToAStabilityThatIsHighAlready() {
      assertThat(fsrs.next(new Memory(1, 5), 0, EASY).stability()).isCloseTo(1.80755662, STORED);
      assertThat(fsrs.next(new Memory(20, 5), 0, EASY).stability()).isCloseTo(29.68343333, STORED);
    }

    @Test
    void takesStabilityFromAForgottenCard() {
      assertThat(fsrs.next(new Memory(20, 5), 0, AGAIN).stability()).isCloseTo(5.83042030, STORED);
    }
  }

  @Nested
  class LaterDay {
    private final Memory memory = new Memory(20, 5);

    @Test
    void rewardsARecallThatWasAtRisk() {
      assertThat(fsrs.next(memory, 10, GOOD).stability())
          .isLessThan(fsrs.next(memory, 20, GOOD).stability());
      assertThat(fsrs.next(memory, 20, GOOD).stability()).isCloseTo(59.24898377, STORED);
    }

    @Test
    void weighsHardAndEasy() {
      double gained = fsrs.next(memory, 20, GOOD).stability() - 20;

      assertThat(fsrs.next(memory, 20, HARD).stability())
          .isCloseTo(20 + 0.6014 * gained, within(1e-7));
      assertThat(fsrs.next(memory, 20, EASY).stability())
          .isCloseTo(20 + 1.8729 * gained, within(1e-7));
    }

    @Test
    void leavesAForgottenCardWithLittle() {
      assertThat(fsrs.next(memory, 20, AGAIN).stability()).isCloseTo(1.94358119, STORED);
    }

    /** S / e^(w17·w18): a lapse never leaves more than a failure on the same day would. */
    @Test
    void neverAddsStabilityForForgetting() {
      assertThat(fsrs.next(new Memory(0.01, 1), 300, AGAIN).stability())
          .isEqualTo(StoredDecimal.toEightPlaces(0.01 / StrictMath.exp(0.5425 * 0.0912)));
    }

    @Test
    void keepsStabilityBetweenAThousandthAndAHundredYears() {
      assertThat(fsrs.next(new Memory(36_000, 1), 36_000, EASY).stability()).isEqualTo(36_500);
      assertThat(fsrs.next(new Memory(0.001, 10), 1, AGAIN).stability()).isEqualTo(0.001);
    }

    @Test
    void movesDifficultyLessTheHigherItIs() {
      assertThat(fsrs.next(new Memory(20, 5), 20, AGAIN).difficulty())
          .isCloseTo(8.34176237, STORED);
      assertThat(fsrs.next(new Memory(20, 9), 20, AGAIN).difficulty())
          .isCloseTo(9.65653517, STORED);
      assertThat(fsrs.next(new Memory(20, 10), 20, AGAIN).difficulty()).isLessThan(10);
      assertThat(fsrs.next(new Memory(20, 1), 20, EASY).difficulty()).isEqualTo(1);
    }
  }

  @Test
  void recallIsCertainAtOnceAndNineInTenAfterAsManyDaysAsStability() {
    assertThat(fsrs.retrievability(12.5, 0)).isEqualTo(1);
    assertThat(fsrs.retrievability(12.5, 12.5)).isCloseTo(0.9, within(1e-12));
  }

  @Test
  void theIntervalIsTheTimeUntilRecallHasFallenToTheRetention() {
    for (double retention = 0.70; retention < 1; retention += 0.01) {
      double days = fsrs.interval(12.5, retention);

      assertThat(fsrs.retrievability(12.5, days)).isCloseTo(retention, within(1e-12));
    }
  }

  @Test
  void modelsOfEqualWeightsAreEqual() {
    double[] others = Vectors.numbers(Vectors.PY_FSRS.required("bounds").required("lower"));

    assertThat(new Fsrs(FsrsWeights.DEFAULT)).isEqualTo(fsrs).hasSameHashCodeAs(fsrs);
    assertThat(new Fsrs(FsrsWeights.of(others))).isNotEqualTo(fsrs);
  }
}
