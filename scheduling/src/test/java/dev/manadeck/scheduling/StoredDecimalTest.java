package dev.manadeck.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredDecimalTest {
  private static final int WALKS = 300_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 20_251_120})
  void roundsAnyNumberAsBigDecimalDoes(long seed) {
    var random = new SplittableRandom(seed);
    for (int i = 0; i < WALKS; i++) {
      assertRounded(36_500 * random.nextDouble());
      assertRounded(10 * random.nextDouble());
      assertRounded(0.002 * random.nextDouble());
      assertRounded(StrictMath.exp(-20 + 30 * random.nextDouble()));
    }
  }

  /** Where the product of number and scale is rounded to a half, or to the other side of one. */
  @ParameterizedTest
  @ValueSource(longs = {2, 20_251_121})
  void roundsTheNeighboursOfHalvesAsBigDecimalDoes(long seed) {
    var random = new SplittableRandom(seed);
    for (int i = 0; i < WALKS; i++) {
      assertNeighbours((random.nextLong(3_650_000_000_000L) + 0.5) / 1e8);
      assertNeighbours((random.nextLong(1_000) + 0.5) / 1e8);
      assertNeighbours((random.nextLong(3_650_000) + 0.5) / 1e2);
    }
  }

  @Test
  void roundsExactHalvesUp() {
    assertThat(StoredDecimal.toEightPlaces(1 / 512.0)).isEqualTo(0.00195313);
    assertThat(StoredDecimal.toEightPlaces(36_499 + 511 / 512.0)).isEqualTo(36_499.99804688);
    assertThat(StoredDecimal.toTwoPlaces(2.125)).isEqualTo(2.13);
    for (int i = 1; i < 200_000; i += 2) {
      assertRounded(i / 512.0);
      assertRounded(i / 8.0);
    }
  }

  @Test
  void looksAtTheNumberThatADoubleIsAndNotAtItsText() {
    assertThat(new BigDecimal(1.005)).isLessThan(new BigDecimal("1.005"));
    assertThat(StoredDecimal.toTwoPlaces(1.005)).isEqualTo(1.0);
    assertThat(new BigDecimal(1.015)).isLessThan(new BigDecimal("1.015"));
    assertThat(StoredDecimal.toTwoPlaces(1.015)).isEqualTo(1.01);
  }

  @Test
  void leavesARoundedNumberAlone() {
    var random = new SplittableRandom(3);
    for (int i = 0; i < WALKS; i++) {
      double once = StoredDecimal.toEightPlaces(36_500 * random.nextDouble());
      assertThat(StoredDecimal.toEightPlaces(once)).isEqualTo(once);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY, 4.6e7})
  void refusesWhatItCouldNotRound(double number) {
    assertThatThrownBy(() -> StoredDecimal.toEightPlaces(number))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("but got " + number);
  }

  private static void assertNeighbours(double number) {
    assertRounded(Math.nextDown(number));
    assertRounded(number);
    assertRounded(Math.nextUp(number));
  }

  private static void assertRounded(double number) {
    assertRounded(number, 8, StoredDecimal::toEightPlaces);
    assertRounded(number, 2, StoredDecimal::toTwoPlaces);
  }

  private static void assertRounded(double number, int places, DoubleUnaryOperator rounding) {
    double expected = new BigDecimal(number).setScale(places, RoundingMode.HALF_UP).doubleValue();
    double rounded = rounding.applyAsDouble(number);
    if (rounded != expected) {
      throw new AssertionError(
          "Expected %s rounded to %d places as %s, but got %s"
              .formatted(new BigDecimal(number), places, expected, rounded));
    }
  }
}
