package dev.manadeck.command.study;

import static dev.manadeck.command.deck.DeckStories.DECK;
import static dev.manadeck.command.deck.DeckStories.LONG_AGO;
import static dev.manadeck.command.deck.DeckStories.NOW;
import static dev.manadeck.command.deck.DeckStories.OWNER;
import static dev.manadeck.command.deck.DeckStories.STRANGER;
import static dev.manadeck.command.deck.DeckStories.by;
import static dev.manadeck.command.deck.DeckStories.card;
import static dev.manadeck.command.deck.DeckStories.cards;
import static dev.manadeck.command.deck.DeckStories.createdPrivate;
import static dev.manadeck.command.deck.DeckStories.deckOf;
import static dev.manadeck.command.deck.DeckStories.textCard;
import static dev.manadeck.command.study.StudySpecification.given;
import static dev.manadeck.command.study.StudyStories.BERLIN;
import static dev.manadeck.command.study.StudyStories.SESSION;
import static dev.manadeck.command.study.StudyStories.reviewId;
import static dev.manadeck.command.study.StudyStories.reviewed;
import static dev.manadeck.command.study.StudyStories.session;
import static dev.manadeck.command.study.StudyStories.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.command.study.StudyCommand.CompleteSession;
import dev.manadeck.command.study.StudyCommand.MarkCard;
import dev.manadeck.command.study.StudyCommand.StartSession;
import dev.manadeck.command.study.StudyCommand.UndoReview;
import dev.manadeck.command.verdict.RefusalKind;
import dev.manadeck.events.CardId;
import dev.manadeck.events.DeckEvent.CardAdded;
import dev.manadeck.events.Mark;
import dev.manadeck.events.Rating;
import dev.manadeck.events.ReviewEvent.CardMarked;
import dev.manadeck.events.ReviewEvent.ReviewUndone;
import dev.manadeck.events.SessionEvent.SessionCompleted;
import dev.manadeck.events.SessionEvent.SessionStarted;
import dev.manadeck.events.SessionMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StudyDeciderTest {
  @Nested
  class StartingASession {
    @ParameterizedTest
    @EnumSource(names = {"ALL", "RANDOM"})
    void takesAllCardsOfTheDeckWhereNoneAreNamed(SessionMode mode) {
      given(deckOf(3, false))
          .when(start(mode, null), by(OWNER))
          .then(new SessionStarted(DECK, SESSION, OWNER, mode, null, 3, ZoneId.of("UTC"), 4, NOW));
    }

    @ParameterizedTest
    @EnumSource(names = {"NEW", "REVIEW", "FAVORITES"})
    void wantsCardsInTheOtherModes(SessionMode mode) {
      given(deckOf(3, false))
          .when(start(mode, null), by(OWNER))
          .thenRefused(RefusalKind.UNPROCESSABLE);
      given(deckOf(3, false))
          .when(start(mode, cards(2, 0)), by(OWNER))
          .then(
              new SessionStarted(
                  DECK, SESSION, OWNER, mode, cards(2, 0), 2, ZoneId.of("UTC"), 4, NOW));
    }

    @Test
    void writesDownHowTheLearnersDaysAreCut() {
      given(deckOf(1, true))
          .when(new StartSession(DECK, SESSION, SessionMode.ALL, null, BERLIN, 0), by(STRANGER))
          .then(
              new SessionStarted(
                  DECK, SESSION, STRANGER, SessionMode.ALL, null, 1, BERLIN, 0, NOW));
    }

    @Test
    void beginsNoEarlierThanTheNewestCardCame() {
      var ahead = NOW.plusMillis(40);

      given(deckOf(1, false))
          .and(new CardAdded(DECK, card(1), 1, textCard("late"), ahead))
          .when(start(SessionMode.ALL, null), by(OWNER))
          .then(
              new SessionStarted(
                  DECK, SESSION, OWNER, SessionMode.ALL, null, 2, ZoneId.of("UTC"), 4, ahead));
    }

    @Test
    void wantsCardsToStudy() {
      given(createdPrivate())
          .when(start(SessionMode.ALL, null), by(OWNER))
          .thenRefused(RefusalKind.UNPROCESSABLE);
      given(deckOf(1, false))
          .when(start(SessionMode.ALL, List.of()), by(OWNER))
          .thenRefused(RefusalKind.UNPROCESSABLE);
    }

    @Test
    void wantsCardsOfThisDeckEachOnce() {
      given(deckOf(2, false))
          .when(start(SessionMode.ALL, cards(0, 2)), by(OWNER))
          .thenRefused(RefusalKind.UNPROCESSABLE);
      given(deckOf(2, false))
          .when(start(SessionMode.ALL, cards(0, 0)), by(OWNER))
          .thenRefused(RefusalKind.UNPROCESSABLE);
    }

    @Test
    void refusesAnIdThatIsTaken() {
      given(deckOf(1, false))
          .and(started(null, 1))
          .when(start(SessionMode.ALL, null), by(OWNER))
          .thenRefused(RefusalKind.CONFLICT);
    }

    private static StartSession start(SessionMode mode, List<CardId> cards) {
      return new StartSession(DECK, SESSION, mode, cards, null, null);
    }
  }

  @Nested
  class CompletingASession {
    @Test
    void countsWhatWasStudied() {
      given(deckOf(3, false))
          .and(
              started(null, 3),
              reviewed(1, 0, Rating.AGAIN),
              reviewed(2, 0, Rating.GOOD),
              reviewed(3, 1, Rating.EASY),
              reviewed(4, 2, Rating.AGAIN),
              reviewed(5, 2, Rating.HARD, session(2)),
              reviewed(6, 2, Rating.HARD, null))
          .when(complete(75), by(OWNER))
          .then(completed(3, 3, 2, 4, 2, false, 75));
    }

    @Test
    void isAWinWithEveryCardAndFourOfFiveReviewsRight() {
      given(deckOf(2, false))
          .and(
              started(null, 2),
              reviewed(1, 0, Rating.AGAIN),
              reviewed(2, 0, Rating.HARD),
              reviewed(3, 0, Rating.GOOD),
              reviewed(4, 1, Rating.EASY),
              reviewed(5, 1, Rating.GOOD))
          .when(complete(10), by(OWNER))
          .then(completed(2, 2, 2, 5, 4, true, 10));
    }

    @Test
    void isNoWinWithoutReviewsOrWithACardLeftOut() {
      given(deckOf(1, false))
          .and(started(null, 1))
          .when(complete(10), by(OWNER))
          .then(completed(1, 0, 0, 0, 0, false, 10));
      given(deckOf(2, false))
          .and(started(null, 2), reviewed(1, 0, Rating.GOOD))
          .when(complete(10), by(OWNER))
          .then(completed(2, 1, 1, 1, 1, false, 10));
    }

    @Test
    void neverCountsMoreCardsThanThereWere() {
      given(deckOf(2, false))
          .and(started(null, 1), reviewed(1, 0, Rating.GOOD), reviewed(2, 1, Rating.GOOD))
          .when(complete(10), by(OWNER))
          .then(completed(1, 1, 1, 2, 2, true, 10));
    }

    @Test
    void doesNotCountWhatWasUndone() {
      given(deckOf(1, false))
          .and(started(null, 1), reviewed(1, 0, Rating.AGAIN), reviewed(2, 0, Rating.GOOD))
          .and(undone(1, 0, Rating.AGAIN))
          .when(complete(10), by(OWNER))
          .then(completed(1, 1, 1, 1, 1, true, 10));
    }

    @Test
    void takesTheTimeSinceTheStartButADayAtMost() {
      var tenMinutesAgo = NOW.minus(Duration.ofMinutes(10));
      var yesterday = NOW.minus(Duration.ofHours(25));

      given(deckOf(1, false))
          .and(started(SESSION, null, 1, tenMinutesAgo))
          .when(complete(null), by(OWNER))
          .then(completed(1, 0, 0, 0, 0, false, 600));
      given(deckOf(1, false))
          .and(started(SESSION, null, 1, yesterday))
          .when(complete(null), by(OWNER))
          .then(completed(1, 0, 0, 0, 0, false, 86_400));
    }

    @Test
    void isNotOverBeforeItBeganByTheClockOfAnotherNode() {
      var ahead = NOW.plusSeconds(2);

      given(deckOf(1, false))
          .and(started(SESSION, null, 1, ahead))
          .when(complete(null), by(OWNER))
          .then(completed(1, 0, 0, 0, 0, false, 0, ahead));
    }

    @Test
    void changesNothingTheSecondTime() {
      var specification =
          given(deckOf(1, false)).and(started(null, 1), reviewed(1, 0, Rating.GOOD));

      specification
          .and(completed(1, 1, 1, 1, 1, true, 10))
          .when(complete(99), by(OWNER))
          .thenNothing();

      var session = specification.study().session(DECK, SESSION);
      assertThat(session.completion()).isEqualTo(new Session.Completion(1, 1, 10, NOW));
    }

    @Test
    void isForTheLearnerAlone() {
      given(deckOf(1, true))
          .and(started(null, 1))
          .when(complete(10), by(STRANGER))
          .thenRefused(RefusalKind.NOT_FOUND);
      given(deckOf(1, true)).when(complete(10), by(OWNER)).thenRefused(RefusalKind.NOT_FOUND);
    }

    @Test
    void refusesAnotherVersion() {
      given(deckOf(1, false))
          .and(started(null, 1))
          .when(complete(10), by(OWNER, 2))
          .thenRefused(RefusalKind.STALE_VERSION);
      given(deckOf(1, false))
          .and(started(null, 1))
          .when(complete(10), by(OWNER, 1))
          .then(completed(1, 0, 0, 0, 0, false, 10));
      given(deckOf(1, false))
          .and(started(null, 1), completed(1, 0, 0, 0, 0, false, 10))
          .when(complete(10), by(OWNER, 1))
          .thenRefused(RefusalKind.STALE_VERSION);
    }

    private static CompleteSession complete(Integer seconds) {
      return new CompleteSession(DECK, SESSION, seconds);
    }

    private static SessionCompleted completed(
        int totalCards,
        int completedCards,
        int correctCards,
        int reviews,
        int correctReviews,
        boolean isWin,
        int seconds) {
      return completed(
          totalCards, completedCards, correctCards, reviews, correctReviews, isWin, seconds, NOW);
    }

    private static SessionCompleted completed(
        int totalCards,
        int completedCards,
        int correctCards,
        int reviews,
        int correctReviews,
        boolean isWin,
        int seconds,
        Instant at) {
      return new SessionCompleted(
          DECK,
          SESSION,
          OWNER,
          totalCards,
          completedCards,
          correctCards,
          reviews,
          correctReviews,
          isWin,
          seconds,
          at);
    }
  }

  @Nested
  class UndoingAReview {
    private static final UndoReview UNDO = new UndoReview(DECK, reviewId(1));

    @Test
    void tellsAllThatReadersNeedToTakeItBack() {
      given(deckOf(1, false))
          .and(reviewed(1, 0, Rating.HARD, null))
          .when(UNDO, by(OWNER))
          .then(
              new ReviewUndone(
                  DECK,
                  card(0),
                  reviewId(1),
                  OWNER,
                  Rating.HARD,
                  1_500,
                  LocalDate.parse("2026-01-01"),
                  NOW));
    }

    @Test
    void happensOnce() {
      given(deckOf(1, false))
          .and(reviewed(1, 0, Rating.GOOD, null), undone(1, 0, Rating.GOOD))
          .when(UNDO, by(OWNER))
          .thenRefused(RefusalKind.CONFLICT);
    }

    @Test
    void isForTheLearnerAlone() {
      given(deckOf(1, true))
          .and(reviewed(1, 0, Rating.GOOD, null))
          .when(UNDO, by(STRANGER))
          .thenRefused(RefusalKind.NOT_FOUND);
    }

    @Test
    void wantsAReviewThatIsThere() {
      given(deckOf(1, false))
          .and(reviewed(2, 0, Rating.GOOD, null))
          .when(UNDO, by(OWNER))
          .thenRefused(RefusalKind.NOT_FOUND);
    }

    @Test
    void refusesAnotherVersion() {
      given(deckOf(1, false))
          .and(reviewed(1, 0, Rating.GOOD, null))
          .when(UNDO, by(OWNER, 2))
          .thenRefused(RefusalKind.STALE_VERSION);
    }
  }

  @Nested
  class MarkingACard {
    @ParameterizedTest
    @EnumSource
    void setsAndTakesAway(Mark mark) {
      given(deckOf(1, false)).when(mark(mark, true), by(OWNER)).then(marked(mark, true));
      given(deckOf(1, false))
          .and(marked(mark, true))
          .when(mark(mark, false), by(OWNER))
          .then(marked(mark, false));
    }

    @ParameterizedTest
    @EnumSource
    void changesNothingIfItIsSoAlready(Mark mark) {
      given(deckOf(1, false)).when(mark(mark, false), by(OWNER)).thenNothing();
      given(deckOf(1, false))
          .and(marked(mark, true))
          .when(mark(mark, true), by(OWNER))
          .thenNothing();
      given(deckOf(1, false))
          .and(marked(mark, true), marked(mark, false))
          .when(mark(mark, false), by(OWNER))
          .thenNothing();
    }

    @Test
    void isEachLearnersOwn() {
      given(deckOf(1, true))
          .and(marked(Mark.FAVORITE, true))
          .when(mark(Mark.FAVORITE, true), by(STRANGER))
          .then(new CardMarked(DECK, card(0), STRANGER, Mark.FAVORITE, true, NOW));
      given(deckOf(1, true))
          .and(marked(Mark.FAVORITE, true))
          .when(mark(Mark.SUSPENDED, true), by(OWNER))
          .then(marked(Mark.SUSPENDED, true));
    }

    @Test
    void wantsACardOfTheDeck() {
      given(createdPrivate())
          .when(mark(Mark.FAVORITE, true), by(OWNER))
          .thenRefused(RefusalKind.NOT_FOUND);
    }

    private static MarkCard mark(Mark mark, boolean isSet) {
      return new MarkCard(DECK, card(0), mark, isSet);
    }

    private static CardMarked marked(Mark mark, boolean isSet) {
      return new CardMarked(DECK, card(0), OWNER, mark, isSet, NOW);
    }
  }

  private static ReviewUndone undone(int number, int cardNumber, Rating rating) {
    return new ReviewUndone(
        DECK,
        card(cardNumber),
        reviewId(number),
        OWNER,
        rating,
        1_500,
        LocalDate.parse("2026-01-01"),
        LONG_AGO);
  }
}
