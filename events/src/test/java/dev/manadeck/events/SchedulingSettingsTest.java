package dev.manadeck.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulingSettingsTest {
  /** Reviews in the log stand without settings where they were these. */
  @Test
  void defaultIsForEver() {
    assertThat(EventJson.mapper().writeValueAsString(SchedulingSettings.DEFAULT))
        .isEqualTo(
            """
            {"scheduler":"fsrs","desiredRetention":0.9,"maximumIntervalDays":36500,\
            "learningSteps":["1m","10m"],"relearningSteps":["10m"],"fuzz":false}\
            """);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void numbersAreNumbers(double notANumber) {
    assertThatIllegalArgumentException().isThrownBy(() -> settings(notANumber, List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> settings(0.9, List.of(1.0, notANumber)));
  }

  @Test
  void keepTheirLists() {
    var weights = new ArrayList<>(List.of(1.0));
    var settings = settings(0.9, weights);

    weights.clear();

    assertThat(settings.fsrsWeights()).containsExactly(1.0);
  }

  private static SchedulingSettings settings(double desiredRetention, List<Double> weights) {
    return new SchedulingSettings(
        Scheduler.FSRS, desiredRetention, 365, weights, List.of(), List.of(), false);
  }
}
