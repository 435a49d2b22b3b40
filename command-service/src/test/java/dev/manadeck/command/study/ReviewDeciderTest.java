package dev.manadeck.command.study;

import static dev.manadeck.command.deck.DeckStories.DECK;
import static dev.manadeck.command.deck.DeckStories.LONG_AGO;
import static dev.manadeck.command.deck.DeckStories.NOW;
import static dev.manadeck.command.deck.DeckStories.OWNER;
import static dev.manadeck.command.deck.DeckStories.STRANGER;
import static dev.manadeck.command.deck.DeckStories.by;
import static dev.manadeck.command.deck.DeckStories.card;
import static dev.manadeck.command.deck.DeckStories.cards;
import static dev.manadeck.command.deck.DeckStories.deckOf;
import static dev.manadeck.command.deck.DeckStories.textCard;
import static dev.manadeck.command.study.StudySpecification.given;
import static dev.manadeck.command.study.StudyStories.BERLIN;
import static dev.manadeck.command.study.StudyStories.SESSION;
import static dev.manadeck.command.study.StudyStories.good;
import static dev.manadeck.command.study.StudyStories.goodAt;
import static dev.manadeck.command.study.StudyStories.goodIn;
import static dev.manadeck.command.study.StudyStories.reviewId;
import static dev.manadeck.command.study.StudyStories.reviewed;
import static dev.manadeck.command.study.StudyStories.session;
import static dev.manadeck.command.study.StudyStories.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.command.deck.DeckStories;
import dev.manadeck.command.verdict.CommandContext;
import dev.manadeck.command.verdict.RefusalKind;
import dev.manadeck.events.DeckDetails;
import dev.manadeck.events.DeckEvent.CardAdded;
import dev.manadeck.events.DeckEvent.CardRemoved;
import dev.manadeck.events.DeckEvent.DetailsChanged;
import dev.manadeck.events.Rating;
import dev.manadeck.events.ReviewEvent.CardReviewed;
import dev.manadeck.events.ReviewEvent.ReviewUndone;
import dev.manadeck.events.Scheduler;
import dev.manadeck.events.SchedulingSettings;
import dev.manadeck.events.SessionEvent.SessionCompleted;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

class ReviewDeciderTest {
  @Nested
  class Accepting {
    @Test
    void recordsAllThatWasGiven() {
      var at = Instant.parse("2026-02-27T22:30:00Z");
      var review =
          new GivenReview(
              reviewId(1), card(0), Rating.HARD, 3, at, 2_400, null, ZoneId.of("Asia/Tokyo"), 0);

      assertThat(given(deckOf(1, false)).when(review, by(OWNER)).thenAccepted())
          .isEqualTo(
              new CardReviewed(
                  DECK,
                  card(0),
                  reviewId(1),
                  OWNER,
                  null,
                  Rating.HARD,
                  3,
                  at,
                  2_400,
                  ZoneId.of("Asia/Tokyo"),
                  0,
                  LocalDate.parse("2026-02-28"),
                  null,
                  NOW));
    }

    @Test
    void takesNowAndTheUsualDayForWhatIsAbsent() {
      var event = given(deckOf(1, false)).when(good(1, 0), by(OWNER)).thenAccepted();

      assertThat(event.reviewedAt()).isEqualTo(NOW);
      assertThat(event.timeZone()).isEqualTo(ZoneId.of("UTC"));
      assertThat(event.dayStartHour()).isEqualTo(4);
      assertThat(event.studyDay()).isEqualTo("2026-03-01");
    }

    @Test
    void isForEverybodyWhoMayStudyTheDeck() {
      assertThat(given(deckOf(1, true)).when(good(1, 0), by(STRANGER)).thenAccepted().userId())
          .isEqualTo(STRANGER);
    }

    @Test
    void writesDownSettingsThatAreNotTheUsual() {
      var settings =
          new SchedulingSettings(
              Scheduler.SM2, 0.8, 365, null, List.of("1m"), List.of("10m"), false);
      var details =
          new DeckDetails(
              "Birds", null, null, settings, List.of(), JsonNodeFactory.instance.objectNode());

      assertThat(
              given(deckOf(1, false))
                  .and(new DetailsChanged(DECK, details, LONG_AGO))
                  .when(good(1, 0), by(OWNER))
                  .thenAccepted()
                  .scheduling())
          .isEqualTo(settings);
      assertThat(given(deckOf(1, false)).when(good(1, 0), by(OWNER)).thenAccepted().scheduling())
          .isNull();
    }
  }

  @Nested
  class OfACardThatCameAfterTheSessionBegan {
    private static final Instant START = LONG_AGO.plusSeconds(60);

    @Test
    void isNoneOfTheSessionOverTheDeckAsItWas() {
      var event =
          given(deckOf(1, false))
              .and(started(SESSION, null, 1, START), added(1, START.plusNanos(1_000)))
              .when(goodIn(SESSION, 1), by(OWNER))
              .thenAccepted();

      assertThat(event.sessionId()).isNull();
      assertThat(event.timeZone()).as("as the session says").isEqualTo(BERLIN);
    }

    @Test
    void belongsToTheSessionIfTheCardWasThereAtItsStart() {
      var event =
          given(deckOf(1, false))
              .and(added(1, START), started(SESSION, null, 2, START))
              .when(goodIn(SESSION, 1), by(OWNER))
              .thenAccepted();

      assertThat(event.sessionId()).isEqualTo(SESSION);
    }

    @Test
    void belongsToTheSessionThatItWasChosenFor() {
      var event =
          given(deckOf(2, false))
              .and(started(SESSION, cards(0, 1), 2, START))
              .and(new CardRemoved(DECK, card(1), START), added(1, START.plusSeconds(1)))
              .when(goodIn(SESSION, 1), by(OWNER))
              .thenAccepted();

      assertThat(event.sessionId()).isEqualTo(SESSION);
    }

    private static CardAdded added(int number, Instant at) {
      return new CardAdded(DECK, card(number), number, textCard("late"), at);
    }
  }

  @Nested
  class ManyInASession {
    private static final int FIRST = 1_000;

    @Test
    void areAccepted() {
      full().and(undone()).when(goodIn(SESSION, 0), by(OWNER)).thenAccepted();
    }

    @Test
    void areRefusedBeyondWhatASnapshotCanHold() {
      full().when(goodIn(SESSION, 0), by(OWNER)).thenRefused(RefusalKind.UNPROCESSABLE);
    }

    @Test
    void areCountedWithinOneRequestToo() {
      var verdicts =
          full().and(undone()).when(List.of(another(1), another(2), another(3)), by(OWNER));

      assertThat(verdicts.stream().map(Object::getClass))
          .containsExactly(
              ReviewVerdict.Accepted.class,
              ReviewVerdict.Refused.class,
              ReviewVerdict.Refused.class);
    }

    private static StudySpecification full() {
      return given(deckOf(1, false))
          .and(started(null, 1))
          .and(
              IntStream.range(0, ReviewDecider.MOST_IN_SESSION)
                  .mapToObj(number -> reviewed(FIRST + number, 0, Rating.GOOD)));
    }

    private static ReviewUndone undone() {
      return new ReviewUndone(
          DECK,
          card(0),
          reviewId(FIRST),
          OWNER,
          Rating.GOOD,
          1_500,
          LocalDate.parse("2026-01-01"),
          NOW);
    }

    private static GivenReview another(int number) {
      return new GivenReview(
          reviewId(number), card(0), Rating.GOOD, null, null, null, SESSION, null, null);
    }
  }

  @Nested
  class Time {
    @Test
    void forgivesAClockThatIsFiveMinutesFast() {
      given(deckOf(1, false)).when(goodAt(NOW.plusSeconds(300)), by(OWNER)).thenAccepted();
      given(deckOf(1, false))
          .when(goodAt(NOW.plusSeconds(300).plusNanos(1_000)), by(OWNER))
          .thenRefused(RefusalKind.UNPROCESSABLE);
    }

    @Test
    void goesBackToTheYearTwoThousand() {
      var earliest = Instant.parse("2000-01-01T00:00:00Z");

      given(deckOf(1, false)).when(goodAt(earliest), by(OWNER)).thenAccepted();
      given(deckOf(1, false))
          .when(goodAt(earliest.minusNanos(1_000)), by(OWNER))
          .thenRefused(RefusalKind.UNPROCESSABLE);
      given(deckOf(1, false))
          .when(goodAt(Instant.MIN), by(OWNER))
          .thenRefused(RefusalKind.UNPROCESSABLE);
    }
  }

  @Nested
  class StudyDay {
    @ParameterizedTest(name = "{0} in {1}, a day starting at {2}: {3}")
    @CsvSource({
      // the usual day
      "2026-01-15T03:59:59Z, UTC,              4, 2026-01-14",
      "2026-01-15T04:00:00Z, UTC,              4, 2026-01-15",
      "2026-01-15T00:00:00Z, UTC,              0, 2026-01-15",
      "2026-01-14T23:59:59Z, UTC,              0, 2026-01-14",
      "2026-01-15T22:59:59Z, UTC,             23, 2026-01-14",
      "2026-01-15T23:00:00Z, UTC,             23, 2026-01-15",
      // far from Greenwich
      "2026-01-15T13:59:59Z, Pacific/Kiritimati, 4, 2026-01-15",
      "2026-01-15T14:00:00Z, Pacific/Kiritimati, 4, 2026-01-16",
      "2026-01-15T09:30:00Z, Pacific/Marquesas,  0, 2026-01-15",
      // the clock goes from 02:00 to 03:00
      "2026-03-29T00:59:59Z, Europe/Berlin,    2, 2026-03-28",
      "2026-03-29T01:00:00Z, Europe/Berlin,    2, 2026-03-29",
      "2026-03-29T01:59:59Z, Europe/Berlin,    4, 2026-03-28",
      "2026-03-29T02:00:00Z, Europe/Berlin,    4, 2026-03-29",
      // the clock goes from 03:00 back to 02:00
      "2026-10-25T00:30:00Z, Europe/Berlin,    3, 2026-10-24",
      "2026-10-25T01:30:00Z, Europe/Berlin,    3, 2026-10-24",
      "2026-10-25T02:00:00Z, Europe/Berlin,    3, 2026-10-25",
      "2026-10-25T00:30:00Z, Europe/Berlin,    2, 2026-10-25",
      // a day that never was
      "2011-12-30T09:59:59Z, Pacific/Apia,     0, 2011-12-29",
      "2011-12-30T10:00:00Z, Pacific/Apia,     0, 2011-12-31"
    })
    void isTheLocalDateWithTheDayStartingAtItsHour(
        Instant reviewedAt, ZoneId zone, int dayStartHour, LocalDate day) {
      var later = Instant.parse("2026-12-01T00:00:00Z");
      var context = new CommandContext(OWNER, false, later, null);
      var review =
          new GivenReview(
              reviewId(1), card(0), Rating.GOOD, null, reviewedAt, null, null, zone, dayStartHour);

      assertThat(given(deckOf(1, false)).when(review, context).thenAccepted().studyDay())
          .isEqualTo(day);
    }

    @Test
    void isCutAsTheSessionSaysWhereTheReviewSaysNothing() {
      var event =
          given(deckOf(1, false))
              .and(started(null, 1))
              .when(goodIn(SESSION, 0), by(OWNER))
              .thenAccepted();

      assertThat(event.timeZone()).isEqualTo(BERLIN);
      assertThat(event.dayStartHour()).isEqualTo(6);
    }

    @Test
    void isCutAsTheReviewSaysFirst() {
      var review =
          new GivenReview(
              reviewId(1),
              card(0),
              Rating.GOOD,
              null,
              Instant.parse("2026-02-28T22:30:00Z"),
              null,
              SESSION,
              ZoneId.of("Asia/Tokyo"),
              null);

      var event =
          given(deckOf(1, false)).and(started(null, 1)).when(review, by(OWNER)).thenAccepted();

      assertThat(event.timeZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
      assertThat(event.dayStartHour()).isEqualTo(6);
      assertThat(event.studyDay()).isEqualTo("2026-03-01");
    }
  }

  @Nested
  class Cards {
    @Test
    void mustBeInTheDeck() {
      given(deckOf(1, false)).when(good(1, 1), by(OWNER)).thenRefused(RefusalKind.NOT_FOUND);
      given(deckOf(1, false))
          .and(new CardRemoved(DECK, card(0), LONG_AGO))
          .when(good(1, 0), by(OWNER))
          .thenRefused(RefusalKind.NOT_FOUND);
    }
  }

  @Nested
  class Sessions {
    @Test
    void takeCardsThatTheyAreAbout() {
      var specification = given(deckOf(3, false)).and(started(cards(0, 2), 2));

      assertThat(specification.when(goodIn(SESSION, 2), by(OWNER)).thenAccepted().sessionId())
          .isEqualTo(SESSION);
      specification.when(goodIn(SESSION, 1), by(OWNER)).thenRefused(RefusalKind.UNPROCESSABLE);
    }

    @Test
    void takeEveryCardIfTheyAreAboutTheWholeDeck() {
      given(deckOf(2, false))
          .and(started(null, 2), DeckStories.added(2, 2))
          .when(goodIn(SESSION, 2), by(OWNER))
          .thenAccepted();
    }

    @Test
    void mustBeTheCallers() {
      given(deckOf(1, true))
          .and(started(null, 1))
          .when(goodIn(SESSION, 0), by(STRANGER))
          .thenRefused(RefusalKind.UNPROCESSABLE);
      given(deckOf(1, true))
          .and(started(null, 1))
          .when(goodIn(session(2), 0), by(OWNER))
          .thenRefused(RefusalKind.UNPROCESSABLE);
    }

    @Test
    void takeNothingOnceCompleted() {
      given(deckOf(1, false))
          .and(
              started(null, 1),
              new SessionCompleted(DECK, SESSION, OWNER, 1, 0, 0, 0, 0, false, 60, LONG_AGO))
          .when(goodIn(SESSION, 0), by(OWNER))
          .thenRefused(RefusalKind.CONFLICT);
    }

    @Test
    void areForgottenAfterAMonth() {
      var hoursOfAMonth =
          IntStream.rangeClosed(1, 31 * 24)
              .mapToObj(hour -> started(session(2), null, 1, LONG_AGO.plusSeconds(hour * 3_600L)));

      given(deckOf(1, false))
          .and(started(null, 1))
          .and(hoursOfAMonth)
          .when(goodIn(SESSION, 0), by(OWNER))
          .thenRefused(RefusalKind.UNPROCESSABLE);
    }
  }

  @Nested
  class Duplicates {
    @Test
    void areReviewsOfTheSameCardByTheSameLearnerUnderAKnownId() {
      var specification = given(deckOf(2, true)).and(reviewed(1, 0, Rating.AGAIN, null));

      specification.when(good(1, 0), by(OWNER)).thenDuplicate();
      specification.when(good(1, 1), by(OWNER)).thenRefused(RefusalKind.CONFLICT);
      specification.when(good(1, 0), by(STRANGER)).thenRefused(RefusalKind.CONFLICT);
      specification.when(good(2, 0), by(OWNER)).thenAccepted();
    }

    @Test
    void areKnownEvenIfUndoneOrOfACardThatIsGone() {
      var undone =
          new ReviewUndone(
              DECK,
              card(0),
              reviewId(1),
              OWNER,
              Rating.GOOD,
              1_500,
              LocalDate.parse("2026-01-01"),
              LONG_AGO);

      given(deckOf(1, false))
          .and(reviewed(1, 0, Rating.GOOD, null), undone)
          .when(good(1, 0), by(OWNER))
          .thenDuplicate();
      given(deckOf(1, false))
          .and(reviewed(1, 0, Rating.GOOD, null), new CardRemoved(DECK, card(0), LONG_AGO))
          .when(good(1, 0), by(OWNER))
          .thenDuplicate();
    }

    @Test
    void areFoundWithinOneBatch() {
      var verdicts =
          given(deckOf(2, false))
              .when(List.of(good(1, 0), good(1, 0), good(2, 1), good(1, 1)), by(OWNER));

      assertThat(verdicts.get(0)).isInstanceOf(ReviewVerdict.Accepted.class);
      assertThat(verdicts.get(1)).isInstanceOf(ReviewVerdict.Duplicate.class);
      assertThat(verdicts.get(2)).isInstanceOf(ReviewVerdict.Accepted.class);
      assertThat(verdicts.get(3))
          .as("the id is taken by a review of another card")
          .isInstanceOfSatisfying(
              ReviewVerdict.Refused.class,
              refused -> assertThat(refused.refusal().kind()).isEqualTo(RefusalKind.CONFLICT));
    }

    @Test
    void areNotThoseOfAReviewThatWasRefused() {
      var verdicts = given(deckOf(1, false)).when(List.of(good(1, 9), good(1, 0)), by(OWNER));

      assertThat(verdicts.get(0)).isInstanceOf(ReviewVerdict.Refused.class);
      assertThat(verdicts.get(1)).isInstanceOf(ReviewVerdict.Accepted.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void oneBadReviewSpoilsOnlyItself(int place) {
    var reviews = new ArrayList<>(List.of(good(1, 0), good(2, 0), good(3, 0)));
    reviews.add(place, good(9, 9));

    var verdicts = given(deckOf(1, false)).when(reviews, by(OWNER));

    for (var i = 0; i < verdicts.size(); i++) {
      assertThat(verdicts.get(i))
          .isInstanceOf(i == place ? ReviewVerdict.Refused.class : ReviewVerdict.Accepted.class);
      assertThat(verdicts.get(i).reviewId()).isEqualTo(reviews.get(i).reviewId());
    }
  }
}
