package dev.manadeck.scheduling;

import static dev.manadeck.scheduling.Grade.AGAIN;
import static dev.manadeck.scheduling.Grade.EASY;
import static dev.manadeck.scheduling.Grade.GOOD;
import static dev.manadeck.scheduling.StudyLog.CARD;
import static dev.manadeck.scheduling.Vectors.PY_FSRS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class PyFsrsVectorsTest {

  @Nested
  class IntervalHistory {
    private final JsonNode vector = PY_FSRS.required("interval_history");
    private final SchedulerSettings settings = settings(vector, Vectors.fsrs(vector));
    private final List<Integer> expected =
        IntStream.range(0, vector.required("interval_days").size())
            .mapToObj(i -> vector.required("interval_days").required(i).asInt())
            .toList();

    @Test
    void byStudyDays() {
      var log = new StudyLog(settings).at(Instant.parse(vector.required("start").asString()));
      var intervals = new ArrayList<Integer>();

      for (JsonNode rating : vector.required("ratings")) {
        log.reviewWhenDue(Vectors.grade(rating));
        intervals.add(log.schedule().intervalDays());
      }

      assertThat(intervals).isEqualTo(expected);
    }

    /** The reference's own reckoning: whole days of 24 hours, due to the second. */
    @Test
    void byDaysOf24Hours() {
      var intervals = new ArrayList<Integer>();
      FsrsState state = FsrsState.UNSEEN;
      Duration wait = Duration.ZERO;

      for (JsonNode rating : vector.required("ratings")) {
        state = state.after(Vectors.grade(rating), wait.toDays(), settings);
        int days =
            state.status() == CardStatus.REVIEW
                ? FsrsInterval.days(new CardState(CARD, state, Sm2State.UNSEEN, 1, null), settings)
                : 0;
        wait = Duration.ofDays(days).plusMillis(state.stepMillis());
        intervals.add(days);
      }

      assertThat(intervals).isEqualTo(expected);
    }
  }

  @TestFactory
  Stream<DynamicTest> memoryState() {
    return StreamSupport.stream(PY_FSRS.required("memory_state").spliterator(), false)
        .map(
            vector ->
                DynamicTest.dynamicTest(
                    vector.required("reviews").toString(),
                    () -> {
                      Memory memory =
                          Vectors.fold(Vectors.fsrs(vector), vector.required("reviews"));

                      var tolerance = within(vector.required("tolerance").asDouble());
                      JsonNode expected = vector.required("final");
                      assertThat(memory.stability())
                          .isCloseTo(expected.required("stability").asDouble(), tolerance);
                      assertThat(memory.difficulty())
                          .isCloseTo(expected.required("difficulty").asDouble(), tolerance);
                    }));
  }

  @Test
  void repeatedEasy() {
    JsonNode vector = PY_FSRS.required("repeated_easy");
    var log = new StudyLog(SettingsFixture.withFsrs(Vectors.fsrs(vector)));

    for (int i = 0; i < 10; i++) {
      log.review(EASY).pass(Duration.ofNanos(1_000));
    }

    assertThat(log.state().fsrs().difficulty())
        .isEqualTo(vector.required("final_difficulty").asDouble());
  }

  @TestFactory
  Stream<DynamicTest> steps() {
    return StreamSupport.stream(PY_FSRS.required("steps").spliterator(), false)
        .map(vector -> DynamicTest.dynamicTest(vector.toString(), () -> assertStep(vector)));
  }

  private static void assertStep(JsonNode vector) {
    var log = new StudyLog(settings(vector, Fsrs.DEFAULT));
    switch (vector.required("from").asString()) {
      case "new" -> {}
      case "learning step 1" -> log.review(GOOD);
      case "review" -> log.review(EASY).passDays(8);
      case "relearning 0" -> log.review(EASY).passDays(8).review(AGAIN);
      default -> throw new AssertionError("Expected a known start, but got " + vector);
    }

    log.review(Vectors.grade(vector.required("rating")));

    FsrsState state = log.state().fsrs();
    Schedule schedule = log.schedule();
    if (vector.has("due_in_s")) {
      assertThat(schedule.nextReview())
          .isEqualTo(log.now().plusSeconds(vector.required("due_in_s").asLong()));
      assertThat(schedule.intervalDays()).isZero();
    }
    if (vector.has("state")) {
      assertThat(schedule.status())
          .hasToString(vector.required("state").asString().toUpperCase(Locale.ROOT));
    }
    if (vector.has("step")) {
      assertThat(state.step()).isEqualTo(vector.required("step").asInt());
    }
    if (vector.has("min_interval_days")) {
      assertThat(schedule.intervalDays())
          .isGreaterThanOrEqualTo(vector.required("min_interval_days").asInt());
    }
    assertThat(vector.has("due_in_s") || vector.has("min_interval_days")).isTrue();
  }

  @Nested
  class RescheduleProperties {
    private final StudyLog log = StudyLog.random(new Random(6), 40, SchedulerSettings.DEFAULT);
    private final CardState state = log.review(EASY).state();

    @Test
    void theSameReviewsGiveAnEqualCard() {
      assertThat(CardState.fold(CARD, log.reviews(), Set.of())).isEqualTo(state);
    }

    @Test
    void anotherRetentionMovesOnlyWhatIsDue() {
      var settings = SettingsFixture.withRetention(0.8);

      assertThat(reviewedUnder(settings)).isEqualTo(state);
      assertThat(Schedule.of(state, settings).nextReview())
          .isNotEqualTo(log.schedule().nextReview());
    }

    @Test
    void otherWeightsMoveMemoryAndWhatIsDueButNotTheLastReview() {
      double[] weights = {
        0.1, 1.3, 2.4, 8.3, 6.4, 0.8, 2.1, 0.02, 1.9, 0.2, 0.8, 1.5, 0.06, 0.3, 1.6, 0.6, 1.9, 0.5,
        0.1, 0.07, 0.2
      };
      var settings = SettingsFixture.withFsrs(new Fsrs(FsrsWeights.of(weights)));

      CardState moved = reviewedUnder(settings);

      assertThat(moved.fsrs().stability()).isNotEqualTo(state.fsrs().stability());
      assertThat(moved.fsrs().difficulty()).isNotEqualTo(state.fsrs().difficulty());
      assertThat(Schedule.of(moved, settings).nextReview())
          .isNotEqualTo(log.schedule().nextReview());
      assertThat(moved.last()).isEqualTo(state.last());
    }

    @Test
    void theReviewsMayComeInAnyOrder() {
      var shuffled = new ArrayList<>(log.reviews());
      Collections.shuffle(shuffled, new Random(7));

      assertThat(CardState.fold(CARD, shuffled, Set.of())).isEqualTo(state);
    }

    @Test
    void aReviewOfAnotherCardIsRefused() {
      var other = UUID.fromString("0198c0de-0000-7000-8000-00000000beef");

      assertThatThrownBy(() -> CardState.fold(other, log.reviews(), Set.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(other.toString());
    }

    private CardState reviewedUnder(SchedulerSettings settings) {
      var reviews =
          log.reviews().stream()
              .map(r -> new Review(r.cardId(), r.moment(), r.quality(), settings))
              .toList();
      return CardState.fold(CARD, reviews, Set.of());
    }
  }

  @Nested
  class Bounds {
    private final double[] lower = Vectors.numbers(PY_FSRS.required("bounds").required("lower"));
    private final double[] upper = Vectors.numbers(PY_FSRS.required("bounds").required("upper"));

    @Test
    void boundsThemselvesAreWithinBounds() {
      assertThat(FsrsWeights.of(lower).values()).hasSize(21);
      assertThat(FsrsWeights.of(upper).values()).hasSize(21);
    }

    @Test
    void theNextNumberOutsideIsRefused() {
      for (int i = 0; i < lower.length; i++) {
        assertRefused(i, Math.nextDown(lower[i]));
        assertRefused(i, Math.nextUp(upper[i]));
        assertRefused(i, Double.NaN);
      }
    }

    private void assertRefused(int index, double weight) {
      double[] weights = lower.clone();
      weights[index] = weight;

      assertThatThrownBy(() -> FsrsWeights.of(weights))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("Expected weight w" + index + " from ");
    }
  }

  private static SchedulerSettings settings(JsonNode vector, Fsrs fsrs) {
    return new SchedulerSettings(
        Algorithm.FSRS,
        0.9,
        36_500,
        fsrs,
        steps(vector.path("learning_steps_s"), SchedulerSettings.DEFAULT.learningSteps()),
        steps(vector.path("relearning_steps_s"), SchedulerSettings.DEFAULT.relearningSteps()),
        false);
  }

  private static Steps steps(JsonNode seconds, Steps otherwise) {
    return seconds.isArray()
        ? new Steps(
            StreamSupport.stream(seconds.spliterator(), false)
                .map(s -> Duration.ofSeconds(s.asLong()))
                .toList())
        : otherwise;
  }
}
