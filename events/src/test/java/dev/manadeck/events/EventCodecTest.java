package dev.manadeck.events;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {
  private static final String NAME = "dev.manadeck.deck.visibility-changed.v1";
  private static final String VALUE =
      """
      {"deckId":"0199a1b2-c3d4-7e5f-8a6b-000000000d01",\
      "isPublic":true,\
      "occurredAt":"2026-03-01T22:59:59.123456Z"}\
      """;
  private static final Recorded RECORDED = Samples.full(EventType.DECK_VISIBILITY_CHANGED);

  private final EventCodec codec = new EventCodec();
  private final Map<String, byte[]> headers = headersOf(codec.encode(RECORDED));

  @Nested
  class Writing {
    @Test
    void putsTheEnvelopeIntoCloudEventsHeaders() {
      assertThat(textOf(codec.encode(RECORDED)))
          .containsOnly(
              entry("ce_specversion", "1.0"),
              entry("ce_id", "0199a1b2-c3d4-7e5f-8a6b-000000000e01"),
              entry("ce_type", NAME),
              entry("ce_source", "/manadeck/command-service"),
              entry("ce_subject", "0199a1b2-c3d4-7e5f-8a6b-000000000d01"),
              entry("ce_time", "2026-03-01T22:59:59.123456Z"),
              entry("ce_dataschema", "urn:manadeck:schema:deck.visibility-changed.v1.json"),
              entry("content-type", "application/json"),
              entry("ce_actor", "auth0|Zoë 🂡"),
              entry("ce_commandid", "phone-7/attempt 2"),
              entry("ce_commanddigest", "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"),
              entry("ce_sequence", "42"),
              entry("ce_traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
    }

    @ParameterizedTest
    @EnumSource
    void leavesOutTheHeadersOfWhatIsAbsent(EventType type) {
      assertThat(textOf(codec.encode(Samples.minimal(type))))
          .containsOnlyKeys(
              "ce_specversion",
              "ce_id",
              "ce_type",
              "ce_source",
              "ce_subject",
              "ce_time",
              "ce_dataschema",
              "content-type",
              "ce_actor",
              "ce_commandid",
              "ce_sequence");
    }

    @ParameterizedTest
    @EnumSource
    void givesNoHeaderTwice(EventType type) {
      assertThat(codec.encode(Samples.full(type)).headers())
          .extracting(WireHeader::name)
          .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void usesAttributeNamesThatCloudEventsAllows(EventType type) {
      assertThat(textOf(codec.encode(Samples.full(type))).keySet())
          .filteredOn(name -> !name.equals("content-type"))
          .allMatch(name -> name.matches("ce_[a-z0-9]{1,20}"));
    }

    @Test
    void leavesOutFieldsOfWhatIsAbsent() {
      var wire = codec.encode(Samples.minimal(EventType.LEARNER_PROFILE_CHANGED));

      assertThat(wire.value())
          .asString(UTF_8)
          .isEqualTo(
              """
              {"userId":"otUe1YrfENPdHnrF3g1vSBfpkQfambCZ","timeZone":"Z","dayStartHour":0,\
              "isOnLeaderboard":false,"occurredAt":"2026-03-01T23:00:00Z"}\
              """);
    }
  }

  @Nested
  class Reading {
    @Test
    void givesBackWhatWasWritten() {
      assertThat(decode(VALUE)).isEqualTo(RECORDED);
    }

    @Test
    void doesNotNeedTheOrderOfFields() {
      assertThat(
              decode(
                  """
                  { "occurredAt": "2026-03-01T22:59:59.123456Z",
                    "isPublic": true,
                    "deckId": "0199A1B2-C3D4-7E5F-8A6B-000000000D01" }
                  """))
          .isEqualTo(RECORDED);
    }

    @Test
    void passesOverUnknownFields() {
      assertThat(decode(VALUE.replace("{", "{\"new\":{\"deep\":[1,null,{}]},\"other\":null,")))
          .isEqualTo(RECORDED);
    }

    @Test
    void passesOverUnknownFieldsInside() {
      var sample = Samples.full(EventType.CARD_REVIEWED);
      var wire = codec.encode(sample);
      var scheduling = "\"scheduling\":{";
      var value = new String(wire.value(), UTF_8).replace(scheduling, scheduling + "\"new\":[{}],");

      assertThat(value).contains("\"new\"");
      assertThat(codec.decode(HeaderList.of(wire.headers()), value.getBytes(UTF_8)))
          .isEqualTo(sample);
    }

    @Test
    void passesOverUnknownHeaders() {
      headers.put("ce_new", "x".getBytes(UTF_8));
      headers.put("spring_json_header_types", new byte[] {(byte) 0xff});

      assertThat(decode(VALUE)).isEqualTo(RECORDED);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "ce_specversion",
          "ce_source",
          "ce_subject",
          "ce_time",
          "ce_dataschema",
          "content-type"
        })
    void doesNotNeedHeadersThatSayNothingNew(String name) {
      headers.remove(name);

      assertThat(decode(VALUE)).isEqualTo(RECORDED);
    }

    @Test
    void knowsTheTypeWithoutTheRest() {
      var typeOnly = GivenHeaders.of(Map.of("ce_type", NAME.getBytes(UTF_8)));

      assertThat(codec.decodeType(typeOnly)).isEqualTo(EventType.DECK_VISIBILITY_CHANGED);
      assertThat(codec.decodeEvent(EventType.DECK_VISIBILITY_CHANGED, VALUE.getBytes(UTF_8)))
          .isEqualTo(RECORDED.event());
    }

    @Test
    void takesAnAbsentWrapperForAbsentAndAnEmptyOneForNull() {
      assertThat(changes("{}")).isEqualTo(new CardChanges(null, null, null, null, null));
      assertThat(changes("{\"title\":null}")).isEqualTo(changes("{}"));
      assertThat(changes("{\"title\":{\"value\":null}}"))
          .isEqualTo(new CardChanges(new CardChanges.Text(null), null, null, null, null));
      assertThat(changes("{\"title\":{}}")).isEqualTo(changes("{\"title\":{\"value\":null}}"));
    }

    private CardChanges changes(String json) {
      var value =
          """
          {"deckId":"0199a1b2-c3d4-7e5f-8a6b-000000000d01",
           "cardId":"0199a1b2-c3d4-7e5f-8a6b-000000000c01",
           "cardVersion":2,"changes":%s,"occurredAt":"2026-03-01T23:00:00Z"}
          """
              .formatted(json);
      return ((DeckEvent.CardChanged)
              codec.decodeEvent(EventType.CARD_CHANGED, value.getBytes(UTF_8)))
          .changes();
    }
  }

  @Nested
  class Refusing {
    @Test
    void noType() {
      headers.remove("ce_type");

      refuses(VALUE).withMessage("Expected a header ce_type, but there is none");
    }

    @Test
    void unknownType() {
      header("ce_type", "dev.manadeck.deck.eaten.v1");

      refuses(VALUE)
          .withMessage("Expected a known event type, but got \"dev.manadeck.deck.eaten.v1\"");
      assertThatExceptionOfType(UnreadableEventException.class)
          .isThrownBy(() -> codec.decodeType(GivenHeaders.of(headers)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_id", "ce_actor", "ce_commandid", "ce_sequence"})
    void missingHeader(String name) {
      headers.remove(name);

      refuses(VALUE)
          .withMessage("Expected a header %s of %s, but there is none".formatted(name, NAME));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "ce_id=",
          "ce_id=1-1-1-1-1",
          "ce_id=not-a-uuid",
          "ce_actor=",
          "ce_actor=12345678901234567890123456789012345678901234567890123456789012345",
          "ce_commandid= ",
          "ce_sequence=",
          "ce_sequence=one",
          "ce_sequence=1.0",
          "ce_sequence=-1",
          "ce_sequence=9223372036854775808"
        })
    void invalidHeader(String header) {
      var name = header.substring(0, header.indexOf('='));
      var text = header.substring(name.length() + 1);
      header(name, text);

      refuses(VALUE)
          .withMessage(
              "Expected a valid header %s of %s, but got \"%s\"".formatted(name, NAME, text));
    }

    @Test
    void whatAFoldNeedsAlone() {
      var sequenced = codec.decodeSequenced(GivenHeaders.of(headers), VALUE.getBytes(UTF_8));
      header("ce_id", "not-a-uuid");
      headers.remove("ce_actor");

      assertThat(codec.decodeSequenced(GivenHeaders.of(headers), VALUE.getBytes(UTF_8)))
          .isEqualTo(sequenced);

      headers.remove("ce_sequence");
      assertThatExceptionOfType(UnreadableEventException.class)
          .isThrownBy(() -> codec.decodeSequenced(GivenHeaders.of(headers), VALUE.getBytes(UTF_8)))
          .withMessage("Expected a header ce_sequence of %s, but there is none", NAME);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "ce_type",
          "ce_id",
          "ce_actor",
          "ce_commandid",
          "ce_commanddigest",
          "ce_traceparent"
        })
    void headerThatIsNotUtf8(String name) {
      headers.put(name, new byte[] {'a', (byte) 0xc3});

      refuses(VALUE).withMessage("Expected UTF-8 in the header %s, but got \"a\uFFFD\"", name);
    }

    @Test
    void noValue() {
      refuses((byte[]) null).withMessage("Expected the JSON of %s, but the record is empty", NAME);
      refuses(new byte[0]).withMessage("Expected the JSON of %s, but the record is empty", NAME);
      refuses("null").withMessage("Expected the JSON of %s, but got null", NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\"\"", "[]", "5", "true", "{", "}", "x", "{\"deckId\"}", "'a'"})
    void whatIsNotAnObject(String value) {
      refusesNamingTheType(value);
    }

    @Test
    void everyTruncation() {
      for (int length = 1; length < VALUE.length(); length++) {
        refusesNamingTheType(VALUE.substring(0, length));
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "{}", ",", "}", "null", "\u0000"})
    void trailingGarbage(String garbage) {
      refusesNamingTheType(VALUE + garbage);
    }

    @Test
    void whatIsNotUtf8() {
      var withUmlaut = VALUE.replace("{", "{\"new\":\"ü\",");

      assertThat(decode(withUmlaut)).isEqualTo(RECORDED);
      refuses(withUmlaut.getBytes(ISO_8859_1)).withMessageContaining(NAME);
      refuses(withUmlaut.getBytes(UTF_16)).withMessageContaining(NAME);
      refuses(new byte[] {(byte) 0xff}).withMessageContaining(NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":", "["})
    void deepNesting(String opening) {
      var nested = opening.repeat(100_000);

      refusesNamingTheType(nested);
      refusesNamingTheType(VALUE.replace("{", "{\"new\":" + nested));
    }

    @Test
    void nestingThatItWouldNotWrite() {
      var wire = codec.encode(Samples.full(EventType.CARD_ADDED));
      var content = "\"content\":" + "[".repeat(500) + "]".repeat(500) + ",\"x\":";
      var value = new String(wire.value(), UTF_8).replace("\"content\":", content);

      assertThatExceptionOfType(UnreadableEventException.class)
          .isThrownBy(() -> codec.decode(HeaderList.of(wire.headers()), value.getBytes(UTF_8)))
          .withMessageContaining("dev.manadeck.card.added.v1")
          .withMessageContaining("/card/content");
    }

    @Test
    void aMissingFieldByItsName() {
      refuses(VALUE.replace("deckId", "deck"))
          .withMessageStartingWith("Expected the JSON of %s, but at \"/deckId\": ", NAME);
      refuses(VALUE.replace("isPublic", "is_public"))
          .withMessageStartingWith("Expected the JSON of %s, but at \"/isPublic\": ", NAME);
    }

    @Test
    void nullForAPrimitive() {
      refuses(VALUE.replace("true", "null"))
          .withMessageStartingWith("Expected the JSON of %s, but at \"/isPublic\": ", NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0", "\"true\"", "\"\"", "0.0", "[]", "[true]", "{}"})
    void anythingButABooleanForOne(String notABoolean) {
      refuses(VALUE.replace("true", notABoolean))
          .withMessageStartingWith("Expected the JSON of %s, but at \"/isPublic\": ", NAME);
    }

    private void refusesNamingTheType(String value) {
      refuses(value).withMessageStartingWith("Expected the JSON of %s, but ", NAME);
    }

    private ThrowableAssertAlternative<UnreadableEventException> refuses(String value) {
      return refuses(value.getBytes(UTF_8));
    }

    private ThrowableAssertAlternative<UnreadableEventException> refuses(byte[] value) {
      return assertThatExceptionOfType(UnreadableEventException.class)
          .isThrownBy(() -> codec.decode(GivenHeaders.of(headers), value));
    }
  }

  private Recorded decode(String value) {
    return codec.decode(GivenHeaders.of(headers), value.getBytes(UTF_8));
  }

  private void header(String name, String text) {
    headers.put(name, text.getBytes(UTF_8));
  }

  private static Map<String, byte[]> headersOf(WireRecord wire) {
    var headers = new HashMap<String, byte[]>();
    wire.headers().forEach(header -> headers.put(header.name(), header.value()));
    return headers;
  }

  private static Map<String, String> textOf(WireRecord wire) {
    return wire.headers().stream()
        .collect(Collectors.toMap(WireHeader::name, header -> new String(header.value(), UTF_8)));
  }
}
