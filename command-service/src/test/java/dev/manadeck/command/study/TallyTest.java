package dev.manadeck.command.study;

import static dev.manadeck.command.deck.DeckStories.card;
import static dev.manadeck.command.study.StudyStories.reviewId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.events.Rating;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TallyTest {
  private final Tally tally = new Tally();
  private int reviews;

  @Test
  void countsReviewsAndCards() {
    review(1, Rating.AGAIN);
    review(1, Rating.HARD);
    review(2, Rating.GOOD);
    review(2, Rating.AGAIN);
    review(3, Rating.EASY);

    assertThat(tally.reviewCount()).isEqualTo(5);
    assertThat(tally.rightCount()).isEqualTo(3);
    assertThat(tally.cardCount()).isEqualTo(3);
    assertThat(tally.rightCardCount()).as("by the last review of each").isEqualTo(2);
  }

  @Test
  void forgetsWhatIsUndone() {
    review(1, Rating.AGAIN);
    review(1, Rating.GOOD);
    review(2, Rating.GOOD);

    tally.undo(reviewId(2));
    tally.undo(reviewId(3));
    tally.undo(reviewId(99));

    assertThat(tally.reviewCount()).isEqualTo(1);
    assertThat(tally.rightCount()).isZero();
    assertThat(tally.cardCount()).isEqualTo(1);
    assertThat(tally.rightCardCount()).isZero();
  }

  @Test
  void isNoWinWithoutCardsOrWithoutAllOfThem() {
    assertThat(tally.isWin(0)).isFalse();
    review(1, Rating.GOOD);

    assertThat(tally.isWin(1)).isTrue();
    assertThat(tally.isWin(2)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"5, 4, true", "5, 3, false", "4, 3, false", "1, 1, true", "1, 0, false"})
  void isWonWithFourRightReviewsOfFive(int reviewCount, int rightCount, boolean isWin) {
    for (var i = 0; i < reviewCount; i++) {
      review(1, i < rightCount ? Rating.HARD : Rating.AGAIN);
    }

    assertThat(tally.isWin(1)).isEqualTo(isWin);
  }

  @Test
  void isWonAtExactlyEightyPerCentHoweverManyReviews() {
    for (var fives = 1; fives <= 200; fives++) {
      for (var rating :
          new Rating[] {Rating.AGAIN, Rating.HARD, Rating.GOOD, Rating.EASY, Rating.GOOD}) {
        review(1, rating);
      }
      assertThat(tally.isWin(1)).as("%d of %d", 4 * fives, 5 * fives).isTrue();
    }
    review(1, Rating.AGAIN);
    assertThat(tally.isWin(1)).isFalse();
  }

  private void review(int cardNumber, Rating rating) {
    tally.add(reviewId(++reviews), card(cardNumber), rating);
  }
}
