package dev.manadeck.bench.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClosenessTest {
  @Test
  void countsACardOnceAmongReviewsThatAreClose() {
    assertThat(Closeness.of(StudyLogs.reviews(40_000, 100)).value()).isEqualTo(0.25);
  }

  @Test
  void countsACardAgainFartherOn() {
    assertThat(Closeness.of(StudyLogs.reviews(80_000, 100)).value()).isEqualTo(0.25);
    assertThat(Closeness.of(StudyLogs.reviews(60_000, 40_000)).value()).isEqualTo(100);
  }
}
