package dev.manadeck.projection.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.events.CardId;
import dev.manadeck.events.DeckId;
import dev.manadeck.scheduling.Algorithm;
import dev.manadeck.scheduling.CardState;
import dev.manadeck.scheduling.Grade;
import dev.manadeck.scheduling.Review;
import dev.manadeck.scheduling.ReviewMoment;
import dev.manadeck.scheduling.SchedulerSettings;
import dev.manadeck.scheduling.StudyCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StudyQueueTest {
  private static final DeckId DECK = new DeckId(new UUID(9, 9));
  private static final StudyCalendar CALENDAR = new StudyCalendar(ZoneOffset.UTC, 4);
  private static final Instant NOW = Instant.parse("2026-01-20T12:00:00Z");
  private static final SchedulerSettings FSRS = SchedulerSettings.DEFAULT;
  private static final SchedulerSettings SM2 =
      new SchedulerSettings(
          Algorithm.SM2,
          FSRS.desiredRetention(),
          FSRS.maximumIntervalDays(),
          FSRS.fsrs(),
          FSRS.learningSteps(),
          FSRS.relearningSteps(),
          FSRS.fuzz());

  private static final StudyCard LONG_DUE = card(5).reviewedOn("2026-01-01", Grade.AGAIN);
  private static final StudyCard DUE = card(1).reviewedOn("2026-01-10", Grade.AGAIN);
  private static final StudyCard NOT_DUE = card(2).reviewedOn("2026-01-19", Grade.EASY);
  private static final StudyCard NEW_ONE = card(4).unseen();
  private static final StudyCard OTHER_NEW = card(3).favorite().unseen();
  private static final StudyCard SUSPENDED =
      card(0).suspended().reviewedOn("2026-01-01", Grade.AGAIN);
  private static final List<StudyCard> CARDS =
      List.of(SUSPENDED, DUE, NOT_DUE, OTHER_NEW, NEW_ONE, LONG_DUE);

  @Nested
  class Modes {
    @Test
    void allHasDueCardsFirstAndThenNewOnesInOrder() {
      assertThat(queue(QueueMode.ALL)).containsExactly(LONG_DUE, DUE, OTHER_NEW, NEW_ONE);
    }

    @Test
    void newHasNewCards() {
      assertThat(queue(QueueMode.NEW)).containsExactly(OTHER_NEW, NEW_ONE);
    }

    @Test
    void reviewHasDueCards() {
      assertThat(queue(QueueMode.REVIEW)).containsExactly(LONG_DUE, DUE);
    }

    @Test
    void favoritesHasMarkedCards() {
      assertThat(queue(QueueMode.FAVORITES)).containsExactly(OTHER_NEW);
    }

    @Test
    void randomHasAllInAnOrderOfItsOwn() {
      var cards = new ArrayList<StudyCard>();
      IntStream.range(0, 50).forEach(place -> cards.add(card(place).unseen()));
      var queue = StudyQueue.of(cards, QueueMode.RANDOM, 1, FSRS, NOW);

      assertThat(queue).containsExactlyInAnyOrderElementsOf(cards).isNotEqualTo(cards);
      assertThat(StudyQueue.of(cards.reversed(), QueueMode.RANDOM, 1, FSRS, NOW)).isEqualTo(queue);
      assertThat(StudyQueue.of(cards, QueueMode.RANDOM, 2, FSRS, NOW)).isNotEqualTo(queue);
    }

    @Test
    void randomKeepsItsOrderWhileCardsGo() {
      var cards = new ArrayList<StudyCard>();
      IntStream.range(0, 50).forEach(place -> cards.add(card(place).unseen()));
      var queue = new ArrayList<>(StudyQueue.of(cards, QueueMode.RANDOM, 1, FSRS, NOW));

      var studied = queue.removeFirst();
      cards.remove(studied);

      assertThat(StudyQueue.of(cards, QueueMode.RANDOM, 1, FSRS, NOW)).isEqualTo(queue);
    }

    private static List<StudyCard> queue(QueueMode mode) {
      return StudyQueue.of(CARDS, mode, 0, FSRS, NOW);
    }
  }

  @Test
  void theSettingsOfNowRule() {
    assertThat(StudyQueue.of(List.of(NOT_DUE), QueueMode.ALL, 0, FSRS, NOW)).isEmpty();
    assertThat(StudyQueue.of(List.of(NOT_DUE), QueueMode.ALL, 0, SM2, NOW))
        .containsExactly(NOT_DUE);
  }

  @Test
  void thoseThatWaitLongestComeFirstHoweverFewAreAskedFor() {
    var cards = List.of(DUE, NOT_DUE, NEW_ONE, LONG_DUE);

    assertThat(StudyQueue.due(cards.stream(), any -> FSRS, NOW, 1)).containsExactly(LONG_DUE);
    assertThat(StudyQueue.due(cards.reversed().stream(), any -> FSRS, NOW, 2))
        .containsExactly(LONG_DUE, DUE);
    assertThat(StudyQueue.due(cards.stream(), any -> FSRS, NOW, 3)).containsExactly(LONG_DUE, DUE);
  }

  @Nested
  class StatsOfADeck {
    @Test
    void countStatusesAndWhatIsDue() {
      var tomorrow = card(6).reviewedOn("2026-01-20", Grade.GOOD);
      var cards = new ArrayList<>(CARDS);
      cards.add(tomorrow);
      var none = new DeckStatsJson.Reviewed(0, null);

      var byFsrs = DeckStatsJson.of(new UUID(9, 9), cards, none, FSRS, CALENDAR, NOW);
      var bySm2 = DeckStatsJson.of(new UUID(9, 9), cards, none, SM2, CALENDAR, NOW);

      assertThat(byFsrs.byStatus()).hasToString("{new=2, learning=4, review=1, relearning=0}");
      assertThat(byFsrs.suspendedCards()).isEqualTo(1);
      assertThat(List.of(byFsrs.dueNow(), byFsrs.dueToday(), byFsrs.dueTomorrow()))
          .containsExactly(2, 3, 0);
      assertThat(List.of(bySm2.dueNow(), bySm2.dueToday(), bySm2.dueTomorrow()))
          .containsExactly(3, 3, 1);
    }
  }

  @Nested
  class Forecasts {
    @Test
    void haveWhatIsOverdueToday() {
      var tomorrow = card(6).reviewedOn("2026-01-20", Grade.GOOD);

      var forecast =
          ForecastJson.of(
              Stream.of(DUE, LONG_DUE, tomorrow, NEW_ONE), any -> SM2, CALENDAR, NOW, 3);

      assertThat(forecast)
          .containsExactly(
              new ForecastJson(LocalDate.parse("2026-01-20"), 2),
              new ForecastJson(LocalDate.parse("2026-01-21"), 1),
              new ForecastJson(LocalDate.parse("2026-01-22"), 0));
    }

    @Test
    void beginWithTheLearnersToday() {
      var early = Instant.parse("2026-01-20T03:59:59Z");

      assertThat(ForecastJson.of(Stream.empty(), any -> FSRS, CALENDAR, early, 1).getFirst().date())
          .isEqualTo(LocalDate.parse("2026-01-19"));
    }
  }

  private static Sketch card(int position) {
    return new Sketch(position, false, false);
  }

  private record Sketch(int position, boolean isFavorite, boolean isSuspended) {
    Sketch favorite() {
      return new Sketch(position, true, isSuspended);
    }

    Sketch suspended() {
      return new Sketch(position, isFavorite, true);
    }

    StudyCard unseen() {
      return of(CardState.unseen(id()));
    }

    StudyCard reviewedOn(String day, Grade grade) {
      var moment =
          new ReviewMoment(
              new UUID(2, position),
              Instant.parse(day + "T12:00:00Z"),
              LocalDate.parse(day),
              CALENDAR);
      return of(CardState.unseen(id()).after(new Review(id(), moment, grade.quality(), FSRS)));
    }

    private UUID id() {
      return new UUID(1, 100 - position);
    }

    private StudyCard of(CardState state) {
      return new StudyCard(DECK, new CardId(id()), position, isFavorite, isSuspended, state);
    }
  }
}
