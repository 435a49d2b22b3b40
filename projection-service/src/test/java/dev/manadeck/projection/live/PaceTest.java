package dev.manadeck.projection.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {
  private final Pace pace = new Pace(Duration.ofMillis(8), Duration.ofMillis(50), 1_000);

  @ParameterizedTest
  @CsvSource({"0, 8", "1, 8", "16, 8", "40, 20", "100, 50", "999, 50"})
  void waitsLongerTheMoreComes(int events, long millis) {
    assertThat(pace.after(events)).hasMillis(millis);
  }

  @ParameterizedTest
  @CsvSource({"1000", "10000"})
  void doesNotWaitWhenMuchStandsThere(int events) {
    assertThat(pace.after(events)).isZero();
  }
}
