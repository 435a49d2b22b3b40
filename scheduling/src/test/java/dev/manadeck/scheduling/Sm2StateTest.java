package dev.manadeck.scheduling;

import static dev.manadeck.scheduling.CardStatus.LEARNING;
import static dev.manadeck.scheduling.CardStatus.NEW;
import static dev.manadeck.scheduling.CardStatus.RELEARNING;
import static dev.manadeck.scheduling.CardStatus.REVIEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Sm2StateTest {

  @Test
  void startsUnseen() {
    assertThat(after()).isEqualTo(new Sm2State(2.5, 0, 0, 0, NEW));
  }

  @Test
  void fiveGoodAnswers() {
    assertThat(after(4)).isEqualTo(new Sm2State(2.5, 1, 1, 0, LEARNING));
    assertThat(after(4, 4)).isEqualTo(new Sm2State(2.5, 6, 2, 0, REVIEW));
    assertThat(after(4, 4, 4)).isEqualTo(new Sm2State(2.5, 15, 3, 0, REVIEW));
    assertThat(after(4, 4, 4, 4)).isEqualTo(new Sm2State(2.5, 38, 4, 0, REVIEW));
    assertThat(after(4, 4, 4, 4, 4)).isEqualTo(new Sm2State(2.5, 95, 5, 0, REVIEW));
  }

  @ParameterizedTest
  @CsvSource({"3, 2.36", "4, 2.5", "5, 2.6", "2, 2.5", "1, 2.5", "0, 2.5"})
  void easeMovesWithTheQualityOfASuccess(int quality, double ease) {
    assertThat(after(quality).ease()).isEqualTo(ease);
  }

  @Test
  void easeIsStoredWithTwoPlaces() {
    assertThat(after(5, 5, 5, 3, 5, 3, 5).ease()).isEqualTo(2.72);
  }

  @Test
  void easeNeverFallsBelow1Point3() {
    assertThat(after(IntStream.generate(() -> 3).limit(8).toArray()).ease()).isEqualTo(1.38);
    assertThat(after(IntStream.generate(() -> 3).limit(20).toArray()).ease()).isEqualTo(1.3);
  }

  /** 6 · 2.22 = 13.32, with the ease from after the review. */
  @Test
  void theIntervalGrowsByTheNewEaseAndIsRoundedUp() {
    assertThat(after(3, 4, 3)).isEqualTo(new Sm2State(2.22, 14, 3, 0, REVIEW));
  }

  @Test
  void multipliesDoubles() {
    assertThat(new Sm2State(2.22, 100, 7, 0, REVIEW).after(4).intervalDays()).isEqualTo(223);
  }

  @Test
  void aFailureInReviewIsALapse() {
    assertThat(after(4, 4, 2)).isEqualTo(new Sm2State(2.5, 1, 0, 1, RELEARNING));
  }

  @Test
  void afterALapseTheIntervalsStartAnew() {
    assertThat(after(4, 4, 4, 1, 4)).isEqualTo(new Sm2State(2.5, 1, 1, 1, LEARNING));
    assertThat(after(4, 4, 4, 1, 4, 4)).isEqualTo(new Sm2State(2.5, 6, 2, 1, REVIEW));
    assertThat(after(4, 4, 4, 1, 4, 4, 0)).isEqualTo(new Sm2State(2.5, 1, 0, 2, RELEARNING));
  }

  @Test
  void aFailureBeforeReviewIsNoLapse() {
    assertThat(after(2)).isEqualTo(new Sm2State(2.5, 1, 0, 0, LEARNING));
    assertThat(after(4, 1)).isEqualTo(new Sm2State(2.5, 1, 0, 0, LEARNING));
    assertThat(after(4, 4, 1, 1)).isEqualTo(new Sm2State(2.5, 1, 0, 1, RELEARNING));
  }

  @Test
  void theIntervalStopsGrowingBeforeItOverflows() {
    var state = after(IntStream.generate(() -> 5).limit(200).toArray());

    assertThat(state.intervalDays()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void aCardIsDueWhenItsStudyDayStarts() {
    var log = new StudyLog(SettingsFixture.SM2).at(Instant.parse("2024-05-02T03:59:00Z"));

    assertThat(log.review(4).schedule())
        .isEqualTo(new Schedule(Instant.parse("2024-05-02T04:00:00Z"), 1, LEARNING));
    assertThat(log.at(Instant.parse("2024-05-02T04:00:00Z")).review(4).schedule())
        .isEqualTo(new Schedule(Instant.parse("2024-05-08T04:00:00Z"), 6, REVIEW));
  }

  @ParameterizedTest
  @CsvSource({"0, AGAIN", "1, AGAIN", "2, AGAIN", "3, HARD", "4, GOOD", "5, EASY"})
  void aQualityIsAGrade(int quality, Grade grade) {
    assertThat(Grade.ofQuality(quality)).isEqualTo(grade);
  }

  @ParameterizedTest
  @CsvSource({"AGAIN, 1", "HARD, 3", "GOOD, 4", "EASY, 5"})
  void aGradeHasAQuality(Grade grade, int quality) {
    assertThat(grade.quality()).isEqualTo(quality);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 6})
  void refusesAnyOtherQuality(int quality) {
    var log = new StudyLog();

    assertThatThrownBy(() -> log.review(quality))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Expected a quality of 0 to 5, but got " + quality);
  }

  private static Sm2State after(int... qualities) {
    var state = Sm2State.UNSEEN;
    for (int quality : qualities) {
      state = state.after(quality);
    }
    return state;
  }
}
