package dev.manadeck.projection.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SwapAttemptsTest {
  private final SwapAttempts attempts = new SwapAttempts();

  @Test
  void leaveReadersMoreAndMoreTimeUpToSomeSeconds() {
    var pauses = Stream.generate(attempts::givenUp).limit(9).map(Duration::toMillis).toList();

    assertThat(pauses)
        .containsExactly(100L, 200L, 400L, 800L, 1_600L, 3_200L, 5_000L, 5_000L, 5_000L);
  }

  @Test
  void areToldOfEverMoreSeldom() {
    var told = new ArrayList<Integer>();
    for (int attempt = 1; attempt <= 100; attempt++) {
      attempts.givenUp();
      if (attempts.isWorthALine()) {
        told.add(attempts.count());
      }
    }

    assertThat(told).containsExactly(1, 2, 4, 8, 16, 32, 64);
  }
}
