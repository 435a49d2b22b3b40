package dev.manadeck.scheduling;

import static dev.manadeck.scheduling.Vectors.FSRS_RS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The reference reckons with single precision, which is what the tolerances are for. */
class FsrsRsVectorsTest {
  private static final double ABSOLUTE_TOLERANCE = 1e-3;
  private static final double RELATIVE_TOLERANCE_PERCENT = 1e-3;

  @ParameterizedTest
  @MethodSource
  void memoryState(JsonNode vector) {
    assertThat(vector.required("short_term").asBoolean()).isTrue();

    Memory memory = Vectors.fold(Vectors.fsrs(vector), vector.required("reviews"));

    assertMemory(memory, vector.required("final"));
  }

  @ParameterizedTest
  @MethodSource
  void nextStates(JsonNode vector) {
    Fsrs fsrs = Vectors.fsrs(vector);
    Memory start =
        vector.has("start_state")
            ? memory(vector.required("start_state"))
            : Vectors.fold(fsrs, vector.required("start_reviews"));

    int states = 0;
    for (Grade grade : Grade.values()) {
      JsonNode expected = vector.path(grade.name().toLowerCase(Locale.ROOT));
      if (expected.isObject()) {
        states++;
        Memory next = fsrs.next(start, vector.required("days_elapsed").asLong(), grade);
        assertMemory(next, expected);
        if (expected.has("interval")) {
          assertClose(
              fsrs.interval(next.stability(), vector.required("desired_retention").asDouble()),
              expected.required("interval"));
        }
      }
    }
    assertThat(states).isPositive();
  }

  @Test
  void nextInterval() {
    JsonNode vector = FSRS_RS.required("next_interval");
    Fsrs fsrs = Vectors.fsrs(vector);
    double[] retentions = Vectors.numbers(vector.required("desired_retention"));
    double[] expected = Vectors.numbers(vector.required("rounded_min1"));

    for (int i = 0; i < retentions.length; i++) {
      double interval = fsrs.interval(vector.required("stability").asDouble(), retentions[i]);
      long doublePrecisionAdds = expected[i] > 1_000_000 ? 3 : 0;
      assertThat(Math.max(1, StrictMath.round(interval)))
          .as("retention %s", retentions[i])
          .isEqualTo((long) expected[i] + doublePrecisionAdds);
    }
  }

  @ParameterizedTest
  @MethodSource
  void retrievability(JsonNode vector) {
    double[] weights =
        FsrsWeights.DEFAULT.values().stream().mapToDouble(Double::doubleValue).toArray();
    weights[20] = vector.required("decay").asDouble();
    Fsrs fsrs = new Fsrs(FsrsWeights.of(weights));
    JsonNode days = vector.required("days");

    for (int i = 0; i < days.size(); i++) {
      assertClose(
          fsrs.retrievability(vector.required("stability").asDouble(), days.required(i).asDouble()),
          vector.required("r").required(i));
    }
  }

  @ParameterizedTest
  @MethodSource
  void memoryStateFromSm2(JsonNode vector) {
    Memory memory =
        Vectors.fsrs(vector)
            .fromSm2(
                vector.required("ease").asDouble(),
                vector.required("interval").asDouble(),
                vector.required("sm2_retention").asDouble());

    assertMemory(memory, vector);
  }

  static Stream<JsonNode> memoryState() {
    return section("memory_state");
  }

  static Stream<JsonNode> nextStates() {
    return section("next_states");
  }

  static Stream<JsonNode> retrievability() {
    return section("retrievability");
  }

  static Stream<JsonNode> memoryStateFromSm2() {
    return section("memory_state_from_sm2");
  }

  private static Stream<JsonNode> section(String name) {
    return StreamSupport.stream(FSRS_RS.required(name).spliterator(), false);
  }

  private static Memory memory(JsonNode state) {
    return new Memory(
        state.required("stability").asDouble(), state.required("difficulty").asDouble());
  }

  private static void assertMemory(Memory actual, JsonNode expected) {
    assertClose(actual.stability(), expected.required("stability"));
    assertClose(actual.difficulty(), expected.required("difficulty"));
  }

  private static void assertClose(double actual, JsonNode expected) {
    assertThat(actual)
        .isCloseTo(expected.asDouble(), within(ABSOLUTE_TOLERANCE))
        .isCloseTo(expected.asDouble(), withinPercentage(RELATIVE_TOLERANCE_PERCENT));
  }
}
