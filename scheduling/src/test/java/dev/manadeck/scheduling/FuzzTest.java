package dev.manadeck.scheduling;

import static dev.manadeck.scheduling.Grade.AGAIN;
import static dev.manadeck.scheduling.Grade.EASY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FuzzTest {
  private static final int NO_MAXIMUM = 36_500;

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "2, 2, 2",
    "3, 2, 4",
    "7, 6, 8",
    "8, 7, 9",
    "20, 18, 22",
    "100, 94, 106",
    "1000, 949, 1051"
  })
  void spreadsOverEveryDayWithinReachAndNoOther(int days, int earliest, int latest) {
    var random = new Random(days);
    var seen = new TreeSet<Integer>();

    for (int i = 0; i < 5_000; i++) {
      seen.add(Fuzz.of(new UUID(random.nextLong(), random.nextLong()), i).spread(days, NO_MAXIMUM));
    }

    assertThat(seen)
        .containsExactlyElementsOf(IntStream.rangeClosed(earliest, latest).boxed().toList());
  }

  @Test
  void doesNotLeadBeyondTheMaximum() {
    for (int repetition = 0; repetition < 1_000; repetition++) {
      assertThat(Fuzz.of(StudyLog.CARD, repetition).spread(100, 101)).isBetween(94, 101);
    }
  }

  @Test
  void spreadsMoreDaysNeverToFewer() {
    for (int repetition = 0; repetition < 200; repetition++) {
      Fuzz fuzz = Fuzz.of(StudyLog.CARD, repetition);
      for (int days = 1; days < 2_000; days++) {
        assertThat(fuzz.spread(days + 1, NO_MAXIMUM))
            .isGreaterThanOrEqualTo(fuzz.spread(days, NO_MAXIMUM));
      }
    }
  }

  /** Every machine, and every version to come, must spread a card to the same day. */
  @Test
  void dependsOnCardAndRepetitionAlone() {
    var other = UUID.fromString("0198c0de-0000-7000-8000-00000000beef");

    assertThat(IntStream.range(0, 8).map(i -> Fuzz.of(StudyLog.CARD, i).spread(100, NO_MAXIMUM)))
        .containsExactly(104, 106, 96, 96, 94, 100, 100, 96);
    assertThat(IntStream.range(0, 8).map(i -> Fuzz.of(other, i).spread(100, NO_MAXIMUM)))
        .containsExactly(103, 98, 96, 98, 106, 105, 94, 103);
  }

  @Test
  void onlyTheDeckThatAsksForItGetsIt() {
    var settings = SettingsFixture.withFuzz(NO_MAXIMUM);
    var log = new StudyLog(settings).review(EASY);
    var plain = new TreeSet<Integer>();
    var spread = new TreeSet<Integer>();

    for (int i = 0; i < 300; i++) {
      var card = new UUID(7, i);
      var review = log.reviews().getFirst();
      var state =
          CardState.unseen(card)
              .after(new Review(card, review.moment(), review.quality(), settings));
      plain.add(Schedule.of(state, SchedulerSettings.DEFAULT).intervalDays());
      spread.add(Schedule.of(state, settings).intervalDays());
    }

    assertThat(plain).containsExactly(8);
    assertThat(spread).containsExactly(7, 8, 9);
  }

  @Test
  void everyRepetitionIsSpreadAnew() {
    var settings = SettingsFixture.withFuzz(NO_MAXIMUM);
    var card = new StudyLog(settings).review(EASY).state();
    var spread = new TreeSet<Integer>();

    for (int repetition = 1; repetition < 100; repetition++) {
      var repeated = new CardState(card.cardId(), card.fsrs(), card.sm2(), repetition, card.last());
      spread.add(Schedule.of(repeated, settings).intervalDays());
    }

    assertThat(spread).containsExactly(7, 8, 9);
  }

  @Test
  void stepsAreNotSpread() {
    var log = new StudyLog(SettingsFixture.withFuzz(NO_MAXIMUM)).review(AGAIN);

    assertThat(log.schedule().nextReview()).isEqualTo(log.now().plusSeconds(60));
  }
}
