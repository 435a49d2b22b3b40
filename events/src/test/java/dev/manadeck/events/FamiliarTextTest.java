package dev.manadeck.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Must never read anything else than the JDK does. */
class FamiliarTextTest {
  private static final int INSTANTS = 50_000;
  private static final long FIRST_SECOND = Instant.parse("-0300-01-01T00:00:00Z").getEpochSecond();
  private static final long LAST_SECOND = Instant.parse("+12000-01-01T00:00:00Z").getEpochSecond();
  private static final List<String> SNIPPETS =
      List.of("", "0", "9", "-", "+", "T", "t", "z", "Z", ".", ":", " ", "60", "24", "ﬀ", "٣", "é");

  @Test
  void readsInstantsAsTheJdkDoes(TestReporter reporter) {
    var seed = Long.getLong("manadeck.seed", System.nanoTime());
    reporter.publishEntry("seed", Long.toString(seed));
    var random = new Random(seed);
    for (int i = 0; i < INSTANTS; i++) {
      var text = instant(random).toString();
      assertReadAlike(text);
      assertReadAlike(mutated(random, text));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-29T00:00:00Z",
        "2024-02-29T00:00:00Z",
        "2026-01-01T24:00:00Z",
        "2026-01-01T23:59:60Z",
        "2026-01-01T00:00Z",
        "2026-01-01T00:00:00.Z",
        "2026-01-01T00:00:00.1234567890Z",
        "2026-01-01T00:00:00+00:00",
        "2026-01-01T00:00:00Z ",
        ""
      })
  void readsOddInstantsAsTheJdkDoes(String text) {
    assertReadAlike(text);
  }

  private static void assertReadAlike(String text) {
    assertThat(outcome(() -> FamiliarText.instant(text)))
        .as(text)
        .isEqualTo(outcome(() -> Instant.parse(text)));
  }

  @FunctionalInterface
  private interface Reading {
    Instant read();
  }

  private static Object outcome(Reading reading) {
    try {
      return reading.read();
    } catch (DateTimeException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static Instant instant(Random random) {
    long second = random.nextLong(FIRST_SECOND, LAST_SECOND);
    int unit = List.of(1, 1_000, 1_000_000, 1_000_000_000).get(random.nextInt(4));
    return Instant.ofEpochSecond(second, random.nextInt(1_000_000_000) / unit * (long) unit);
  }

  private static String mutated(Random random, String text) {
    int from = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), from + random.nextInt(3));
    return text.substring(0, from)
        + SNIPPETS.get(random.nextInt(SNIPPETS.size()))
        + text.substring(to);
  }
}
