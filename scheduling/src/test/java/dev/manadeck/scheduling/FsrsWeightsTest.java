package dev.manadeck.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FsrsWeightsTest {
  private static final double[] OF_FSRS_45 = {
    0.4, 0.6, 2.4, 5.8, 4.93, 0.94, 0.86, 0.01, 1.49, 0.14, 0.94, 2.18, 0.05, 0.34, 1.26, 0.29, 2.61
  };

  @Test
  void migratesThoseOfFsrs45() {
    var values = FsrsWeights.of(OF_FSRS_45).values();

    assertThat(values).hasSize(21);
    assertThat(values.get(4)).isCloseTo(4.93 + 2 * 0.94, within(1e-12));
    assertThat(values.get(5)).isCloseTo(0.446750141, within(1e-9));
    assertThat(values.get(6)).isCloseTo(0.86 + 0.5, within(1e-12));
    assertThat(values.subList(17, 21)).containsExactly(0.0, 0.0, 0.0, 0.5);
    for (int i : new int[] {0, 1, 2, 3, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}) {
      assertThat(values.get(i)).isEqualTo(OF_FSRS_45[i]);
    }
  }

  @Test
  void migratesThoseOfFsrs5() {
    double[] ofFsrs5 = Arrays.copyOf(OF_FSRS_45, 19);
    ofFsrs5[17] = 0.51;
    ofFsrs5[18] = 0.43;

    var values = FsrsWeights.of(ofFsrs5).values();

    assertThat(values)
        .hasSize(21)
        .startsWith(Arrays.stream(ofFsrs5).boxed().toArray(Double[]::new));
    assertThat(values.subList(19, 21)).containsExactly(0.0, 0.5);
  }

  @Test
  void boundsHoldAfterTheMigration() {
    double[] difficult = OF_FSRS_45.clone();
    difficult[4] = 9.9;

    assertThatThrownBy(() -> FsrsWeights.of(difficult))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Expected weight w4 from 1.0 to 10.0");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 16, 18, 20, 22})
  void refusesAnyOtherNumberOfWeights(int count) {
    assertThatThrownBy(() -> FsrsWeights.of(new double[count]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Expected 17, 19 or 21 weights, but got " + count);
  }
}
