package dev.manadeck.scheduling;

import static dev.manadeck.scheduling.Grade.AGAIN;
import static dev.manadeck.scheduling.Grade.EASY;
import static dev.manadeck.scheduling.Grade.GOOD;
import static dev.manadeck.scheduling.StudyLog.CARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardStateTest {

  @Test
  void aCardWithoutReviewsIsUnseen() {
    assertThat(CardState.fold(CARD, List.of(), Set.of())).isEqualTo(CardState.unseen(CARD));
  }

  @Test
  void foldsBothSchedulersWhicheverRules() {
    var byFsrs = new StudyLog().review(GOOD, GOOD).passDays(3).review(EASY);
    var bySm2 = new StudyLog(SettingsFixture.SM2).review(GOOD, GOOD).passDays(3).review(EASY);

    assertThat(bySm2.state()).isEqualTo(byFsrs.state());
    assertThat(bySm2.state().sm2().intervalDays()).isEqualTo(16);
    assertThat(bySm2.state().fsrs().status()).isEqualTo(CardStatus.REVIEW);
    assertThat(bySm2.state().reviewCount()).isEqualTo(3);
  }

  @Test
  void theReferenceHistory() {
    var log = new StudyLog().review(AGAIN, GOOD);
    for (int days : new int[] {1, 3, 8, 21}) {
      log.passDays(days).review(GOOD);
    }

    assertThat(log.state().fsrs().stability()).isCloseTo(53.62691, within(1e-5));
    assertThat(log.state().fsrs().difficulty()).isCloseTo(6.3574867, within(1e-6));
  }

  @Nested
  class Order {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20_251_120})
    void theOrderOfArrivalDuplicatesAndUndoneReviewsChangeNothing(long seed) {
      var random = new Random(seed);
      for (int walk = 0; walk < 200; walk++) {
        var kept = StudyLog.random(random, random.nextInt(30), SchedulerSettings.DEFAULT);
        var expected = inTurn(kept.reviews());
        var arrived = new ArrayList<>(kept.reviews());
        var undone = new HashSet<UUID>();
        for (Review review : StudyLog.random(random, 5, SchedulerSettings.DEFAULT).reviews()) {
          var moment = review.moment();
          var id = new UUID(random.nextLong(), random.nextLong());
          undone.add(id);
          arrived.add(
              new Review(
                  CARD,
                  new ReviewMoment(id, moment.reviewedAt(), moment.studyDay(), moment.calendar()),
                  review.quality(),
                  review.settings()));
        }
        for (int i = random.nextInt(10); i > 0; i--) {
          arrived.add(arrived.get(random.nextInt(arrived.size())));
        }
        Collections.shuffle(arrived, random);

        assertThat(CardState.fold(CARD, arrived, undone)).isEqualTo(expected);
      }
    }

    @Test
    void theOrderOfReviewsDoesMatter() {
      var first = new StudyLog().review(AGAIN).passDays(1).review(EASY).state();
      var second = new StudyLog().review(EASY).passDays(1).review(AGAIN).state();

      assertThat(first.fsrs()).isNotEqualTo(second.fsrs());
      assertThat(first.sm2()).isNotEqualTo(second.sm2());
    }

    @Test
    void reviewsOfOneInstantAreOrderedByTheirIdsAsText() {
      var low = UUID.fromString("01980000-0000-7000-8000-000000000000");
      var high = UUID.fromString("f1980000-0000-7000-7000-000000000000");
      var higher = UUID.fromString("f1980000-0000-7000-f000-000000000000");

      var log = new StudyLog().review(5, higher).review(4, low).review(1, high);

      assertThat(log.state())
          .isEqualTo(
              inTurn(List.of(log.reviews().get(1), log.reviews().get(2), log.reviews().get(0))));
      assertThat(log.state().last()).isEqualTo(log.reviews().getFirst().moment());
    }

    @Test
    void undoingTheOnlyReviewLeavesAnUnseenCard() {
      var log = new StudyLog().review(GOOD);

      var undone = Set.of(log.reviews().getFirst().moment().reviewId());

      assertThat(CardState.fold(CARD, log.reviews(), undone)).isEqualTo(CardState.unseen(CARD));
    }

    @Test
    void aReviewThatDoesNotFollowIsRefused() {
      var log = new StudyLog().review(GOOD).passDays(1).review(GOOD);
      var state = log.state();

      for (Review review : log.reviews()) {
        assertThat(state.isFollowedBy(review)).isFalse();
        assertThatThrownBy(() -> state.after(review))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageStartingWith("Expected a review after ");
      }
      assertThat(state.isFollowedBy(log.pass(Duration.ofNanos(1)).review(GOOD).reviews().getLast()))
          .isTrue();
    }

    private static CardState inTurn(List<Review> reviews) {
      var state = CardState.unseen(CARD);
      for (Review review : reviews) {
        state = state.after(review);
      }
      return state;
    }
  }

  @Nested
  class ElapsedDays {
    private static final StudyCalendar BERLIN = new StudyCalendar(ZoneId.of("Europe/Berlin"), 4);

    private final Memory first = Fsrs.DEFAULT.first(GOOD);

    @Test
    void midnightAloneIsNotAnotherDay() {
      assertElapsed(0, "2024-05-01T23:30:00Z", "2024-05-02T00:30:00Z", StudyLog.UTC_FROM_FOUR);
    }

    @Test
    void anHourOverTheStartOfADayIsADay() {
      assertElapsed(1, "2024-05-02T03:30:00Z", "2024-05-02T04:30:00Z", StudyLog.UTC_FROM_FOUR);
    }

    @Test
    void almostTwoDaysMayBeOne() {
      assertElapsed(1, "2024-05-01T04:00:00Z", "2024-05-03T03:59:59Z", StudyLog.UTC_FROM_FOUR);
    }

    @Test
    void aDayOf23HoursIsADay() {
      assertElapsed(1, "2024-03-30T03:00:00Z", "2024-03-31T02:00:00Z", BERLIN);
    }

    @Test
    void aDayOf25HoursIsADay() {
      assertElapsed(1, "2024-10-26T02:00:00Z", "2024-10-27T03:00:00Z", BERLIN);
      assertElapsed(0, "2024-10-26T02:00:00Z", "2024-10-27T02:59:59Z", BERLIN);
    }

    /** The event says on which study day it happened, whatever the clock and the zone say. */
    @Test
    void theStudyDaysOfTheEventsCount() {
      var log = new StudyLog().review(GOOD);
      var moment = log.reviews().getFirst().moment();
      var westwards = after(moment, moment.studyDay().minusDays(1));
      var farEast = after(moment, moment.studyDay().plusDays(5));

      assertThat(log.state().after(westwards).fsrs().stability())
          .isEqualTo(Fsrs.DEFAULT.next(first, 0, GOOD).stability());
      assertThat(log.state().after(farEast).fsrs().stability())
          .isEqualTo(Fsrs.DEFAULT.next(first, 5, GOOD).stability());
    }

    private void assertElapsed(long days, String from, String to, StudyCalendar calendar) {
      var log =
          new StudyLog(SchedulerSettings.DEFAULT, calendar)
              .at(Instant.parse(from))
              .review(GOOD)
              .at(Instant.parse(to))
              .review(GOOD);

      assertThat(log.state().fsrs().stability())
          .isEqualTo(Fsrs.DEFAULT.next(first, days, GOOD).stability())
          .isNotEqualTo(Fsrs.DEFAULT.next(first, days + 1, GOOD).stability());
    }

    private static Review after(ReviewMoment moment, LocalDate studyDay) {
      var next =
          new ReviewMoment(
              new UUID(0, 2), moment.reviewedAt().plusSeconds(60), studyDay, moment.calendar());
      return new Review(CARD, next, GOOD.quality(), SchedulerSettings.DEFAULT);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 20_251_120})
  void goesOnFromWhatIsStored(long seed) {
    var random = new Random(seed);
    for (int walk = 0; walk < 100; walk++) {
      var log = StudyLog.random(random, 20, SchedulerSettings.DEFAULT);
      var state = log.state();

      for (double number :
          new double[] {
            state.fsrs().stability(),
            state.fsrs().difficulty(),
            state.fsrs().hardStability(),
            state.fsrs().goodStability()
          }) {
        assertThat(StoredDecimal.toEightPlaces(number)).isEqualTo(number);
      }
      assertThat(StoredDecimal.toTwoPlaces(state.sm2().ease())).isEqualTo(state.sm2().ease());
    }
  }
}
