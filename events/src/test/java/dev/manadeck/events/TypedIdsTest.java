package dev.manadeck.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class TypedIdsTest {
  private static final String CANONICAL = "0199a1b2-c3d4-7e5f-8a6b-000000000d01";

  record UuidId(
      Class<?> type, Function<String, Object> parser, Function<UUID, Object> constructor) {}

  static Stream<UuidId> uuidIds() {
    return Stream.of(
        new UuidId(DeckId.class, DeckId::of, DeckId::new),
        new UuidId(CardId.class, CardId::of, CardId::new),
        new UuidId(SessionId.class, SessionId::of, SessionId::new),
        new UuidId(ReviewId.class, ReviewId::of, ReviewId::new),
        new UuidId(EventId.class, EventId::of, EventId::new));
  }

  @Nested
  class OfUuids {
    static Stream<UuidId> uuidIds() {
      return TypedIdsTest.uuidIds();
    }

    private static final List<String> NOT_CANONICAL =
        List.of(
            "",
            " ",
            "1-1-1-1-1",
            "0199a1b2c3d47e5f8a6b000000000d01",
            "{0199a1b2-c3d4-7e5f-8a6b-000000000d01}",
            "0199a1b2-c3d4-7e5f-8a6b-000000000d01 ",
            "0199a1b2-c3d4-7e5f-8a6b-000000000d0",
            "0199a1b-2c3d4-7e5f-8a6b-000000000d01",
            "+199a1b2-c3d4-7e5f-8a6b-000000000d01",
            "0199a1b2-c3d4-7e5f-8a6b-000000000d0g",
            "0199a1b2-c3d4-7e5f-8a6b-00000000٠d01",
            "AZmhssPUfl+KawAAAAANAQ==");

    @ParameterizedTest
    @MethodSource("uuidIds")
    void areTheSameInAnyCaseAndPrintCanonically(UuidId id) {
      assertThat(id.parser().apply(CANONICAL.toUpperCase()))
          .isEqualTo(id.parser().apply(CANONICAL))
          .hasToString(CANONICAL);
    }

    @ParameterizedTest
    @MethodSource("uuidIds")
    void refuseWhatIsNotCanonical(UuidId id) {
      assertThat(NOT_CANONICAL)
          .allSatisfy(
              text ->
                  assertThatIllegalArgumentException()
                      .isThrownBy(() -> id.parser().apply(text))
                      .withMessageStartingWith("Expected a UUID, but got \""));
    }

    @ParameterizedTest
    @MethodSource("uuidIds")
    void refuseItInJsonToo(UuidId id) {
      var mapper = JsonMapper.shared();

      assertThat(mapper.readValue('"' + CANONICAL + '"', id.type()))
          .isEqualTo(id.parser().apply(CANONICAL));
      assertThat(NOT_CANONICAL)
          .allSatisfy(
              text ->
                  assertThatExceptionOfType(JacksonException.class)
                      .isThrownBy(() -> mapper.readValue('"' + text + '"', id.type())));
    }

    @ParameterizedTest
    @MethodSource("uuidIds")
    void refuseNull(UuidId id) {
      assertThatNullPointerException().isThrownBy(() -> id.constructor().apply(null));
    }

    @Test
    void doNotPrintAllOfALongText() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> DeckId.of("x".repeat(100_000)))
          .withMessage("Expected a UUID, but got \"" + "x".repeat(36) + "…\"");
    }

    @Test
    void areOrdered() {
      var first = "00000000-0000-7000-8000-000000000001";
      var second = "00000000-0000-7000-8000-000000000002";

      assertThat(DeckId.of(first)).isLessThan(DeckId.of(second));
      assertThat(CardId.of(first)).isLessThan(CardId.of(second));
      assertThat(SessionId.of(first)).isLessThan(SessionId.of(second));
      assertThat(ReviewId.of(first)).isLessThan(ReviewId.of(second));
      assertThat(EventId.of(first)).isLessThan(EventId.of(second));
    }
  }

  @Nested
  class OfUsers {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "u",
          "otUe1YrfENPdHnrF3g1vSBfpkQfambCZ",
          "auth0|5f7c8ec7c33c6c004bbafe82",
          "someone@example.org",
          "Zoë 🂡"
        })
    void areTextAsItIs(String text) {
      assertThat(new UserId(text)).hasToString(text);
    }

    @Test
    void areCaseSensitive() {
      assertThat(new UserId("u")).isNotEqualTo(new UserId("U"));
    }

    @Test
    void haveAtMost64Characters() {
      assertThat(new UserId("u".repeat(64)).value()).hasSize(64);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new UserId("u".repeat(65)))
          .withMessage("Expected a user id of 1 to 64 characters, but got 65");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "a\u0000b", "a\nb", "a\ud83c", "\udca1b", "a\u0085"})
    void refuseWhatAHeaderOrAColumnCannotHold(String text) {
      assertThatIllegalArgumentException().isThrownBy(() -> new UserId(text));
    }
  }

  @Nested
  class OfCommands {
    @Test
    void haveAtMost128Characters() {
      assertThat(new CommandId("c".repeat(128)).value()).hasSize(128);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new CommandId("c".repeat(129)))
          .withMessage("Expected a command id of 1 to 128 characters, but got 129");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void areNotBlank(String text) {
      assertThatIllegalArgumentException().isThrownBy(() -> new CommandId(text));
    }
  }
}
