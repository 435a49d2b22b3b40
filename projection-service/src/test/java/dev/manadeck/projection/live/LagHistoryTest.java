package dev.manadeck.projection.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LagHistoryTest {
  private final LagHistory lag = new LagHistory();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void isNoneAtTheEndOfTheLog() {
    sample(10, 10);

    assertThat(lag.events()).isZero();
    assertThat(lag.time()).isZero();
    assertThat(lag.standstill()).isZero();
  }

  @Test
  void isAsOldAsTheOldestEventThatIsMissing() {
    sample(10, 10);
    sample(10, 12);
    sample(10, 20);
    sample(11, 20);
    assertThat(lag.events()).isEqualTo(9);
    assertThat(lag.time()).isEqualTo(Duration.ofSeconds(2));

    sample(12, 20);
    assertThat(lag.time()).isEqualTo(Duration.ofSeconds(2));

    sample(20, 20);
    assertThat(lag.time()).isZero();
  }

  @Test
  void isAStandstillWhileTheLogMovesAndThePositionDoesNot() {
    sample(10, 10);
    sample(10, 11);
    sample(10, 15);
    assertThat(lag.standstill()).isEqualTo(Duration.ofSeconds(2));

    sample(11, 15);
    assertThat(lag.standstill()).isZero();
  }

  @Test
  void isNoStandstillWhileThereIsNothingToDo() {
    sample(10, 10);
    sample(10, 10);
    sample(10, 11);

    assertThat(lag.standstill()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void staysBoundedHoweverLongItLasts() {
    sample(0, 1);
    for (int end = 2; end < 10_000; end++) {
      sample(0, end);
    }

    assertThat(lag.time()).isEqualTo(Duration.ofSeconds(9_998));
  }

  private void sample(long next, long end) {
    lag.sample(now, next, end);
    now = now.plusSeconds(1);
  }
}
