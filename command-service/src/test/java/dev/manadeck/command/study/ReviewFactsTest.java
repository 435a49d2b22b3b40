package dev.manadeck.command.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.events.Rating;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewFactsTest {
  @ParameterizedTest
  @CsvSource({
    "AGAIN, , 2026-03-01, false",
    "EASY, 0, 1969-12-31, true",
    "HARD, 2147483647, 1999-12-31, false",
    "GOOD, 86400000, 9999-12-31, true"
  })
  void comeBackAsTheyWerePacked(
      Rating rating, Integer timeTakenMs, LocalDate studyDay, boolean isUndone) {
    var facts = new ReviewFacts(rating, timeTakenMs, studyDay, isUndone);

    assertThat(ReviewFacts.unpacked(facts.packed())).isEqualTo(facts);
  }

  @Test
  void comeBackWhateverTheyAre() {
    var random = new Random(7);
    for (var i = 0; i < 10_000; i++) {
      var facts =
          new ReviewFacts(
              Rating.values()[random.nextInt(4)],
              random.nextInt(5) == 0 ? null : random.nextInt(Integer.MAX_VALUE),
              LocalDate.ofEpochDay(random.nextInt(100_000) - 20_000),
              random.nextBoolean());
      assertThat(ReviewFacts.unpacked(facts.packed())).as("number %d", i).isEqualTo(facts);
    }
  }
}
