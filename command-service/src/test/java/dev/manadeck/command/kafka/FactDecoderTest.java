package dev.manadeck.command.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.events.CardDetails;
import dev.manadeck.events.CardId;
import dev.manadeck.events.CardType;
import dev.manadeck.events.CommandId;
import dev.manadeck.events.DeckEvent.CardAdded;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.Envelope;
import dev.manadeck.events.Event;
import dev.manadeck.events.EventCodec;
import dev.manadeck.events.EventId;
import dev.manadeck.events.Rating;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.ReviewEvent.CardReviewed;
import dev.manadeck.events.ReviewId;
import dev.manadeck.events.SchedulingSettings;
import dev.manadeck.events.SessionId;
import dev.manadeck.events.UserId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FactDecoderTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> TEXTS =
      List.of(
          "", "a", "a \"quoted\" {text] \\ \n \u0001", "Zürich 東京 🐦", "\\\"", "}", "otUe1YrfEN");
  private static final List<String> CONTENTS =
      List.of(
          "{}",
          "{\"text\":\"a\"}",
          "{\"a\":[1,{\"b\":\"}\\\"]\"},null,true,-0.1e3],\"c\":{\"d\":{}}}");
  private static final List<String> ZONES = List.of("UTC", "Z", "Europe/Berlin", "+05:30");
  private static final List<String> TIMES =
      List.of(
          "2026-03-01T12:00:00Z",
          "2026-03-01T12:00:00.5Z",
          "2024-02-29T23:59:59.123456Z",
          "2000-01-01T00:00:00.123456789Z",
          "+12026-03-01T12:00:00Z",
          "1969-12-31T23:59:59.000001Z");

  private final EventCodec codec = new EventCodec();
  private final FactDecoder decoder = new FactDecoder(codec);

  /** Goes red if the fast way reads anything otherwise than the codec. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void readsReviewsAsTheCodecDoes(long seed) {
    var random = new Random(seed);
    for (var i = 0; i < 2_000; i++) {
      var fact = new Recorded(envelope(random), review(random));

      assertThat(decoder.decode(wire(fact))).as("seed %d", seed).contains(fact);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void readsOfAnAddedCardAllButItsWords(long seed) {
    var random = new Random(seed);
    for (var i = 0; i < 2_000; i++) {
      var fact = new Recorded(envelope(random), card(random));

      var read = decoder.decode(wire(fact)).orElseThrow();

      assertThat(read.envelope()).isEqualTo(fact.envelope());
      assertThat(withoutWords(read.event())).isEqualTo(withoutWords(fact.event()));
    }
  }

  @Test
  void readsHeadersInAnyOrder() {
    var fact = usual(review(new Random(1)));
    var wire = wire(fact);
    var headers = new ArrayList<>(List.of(wire.headers().toArray()));
    Collections.reverse(headers);
    var reversed = new ConsumerRecord<>(wire.topic(), 0, 0, wire.key(), wire.value());
    headers.forEach(reversed.headers()::add);

    assertThat(decoder.decode(reversed)).contains(fact);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "null",
        "[]",
        "{\"deckId\":\"0199a1b2-c3d4-7e5f-8a6b-000000000d0\"}",
        "{\"deckId\":\"0199a1b2-c3d4-7e5f-8a6b-000000000d01\",\"cardId\":3}",
      })
  void refusesWhatTheCodecRefuses(String value) {
    var random = new Random(1);
    for (var event : List.of(review(random), card(random))) {
      var wire = wire(usual(event));
      assertThat(decoder.decode(with(value.getBytes(UTF_8), wire))).isEmpty();
    }
  }

  @Test
  void passesOverWhatHasNoValue() {
    var wire = wire(usual(card(new Random(1))));

    assertThat(decoder.decode(with(null, wire))).isEmpty();
  }

  @Test
  void passesOverWhatStandsUnderAnotherKey() {
    var wire = wire(usual(review(new Random(1))));
    var strays =
        List.of(
            new ConsumerRecord<>(wire.topic(), 0, 0, UUID.randomUUID().toString(), wire.value()),
            new ConsumerRecord<>(wire.topic(), 0, 0, (String) null, wire.value()));

    for (var stray : strays) {
      wire.headers().forEach(stray.headers()::add);
      assertThat(decoder.decode(stray)).isEmpty();
    }
  }

  private ConsumerRecord<String, byte[]> wire(Recorded fact) {
    var encoded = codec.encode(fact);
    var wire =
        new ConsumerRecord<>(encoded.topic().shortName(), 0, 0, encoded.key(), encoded.value());
    encoded
        .headers()
        .forEach(header -> wire.headers().add(new RecordHeader(header.name(), header.value())));
    return wire;
  }

  private static ConsumerRecord<String, byte[]> with(
      byte[] value, ConsumerRecord<String, byte[]> wire) {
    var changed = new ConsumerRecord<>(wire.topic(), 0, 0, wire.key(), value);
    wire.headers().forEach(changed.headers()::add);
    return changed;
  }

  private static Recorded usual(Event event) {
    return new Recorded(
        new Envelope(
            new EventId(new UUID(1, 2)),
            new UserId("anna"),
            new CommandId("c"),
            "review:00",
            1,
            null),
        event);
  }

  private static Envelope envelope(Random random) {
    return new Envelope(
        new EventId(uuid(random)),
        new UserId(oneOf(List.of("otUe1YrfENPdHnrF3g1vSBfpkQfambCZ", "auth0|Zoë 🂡"), random)),
        new CommandId("phone-7/attempt " + random.nextInt()),
        random.nextBoolean() ? "review:9f86d081884c7d65" : null,
        random.nextLong(Long.MAX_VALUE),
        random.nextBoolean() ? "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01" : null);
  }

  private static CardReviewed review(Random random) {
    return new CardReviewed(
        new DeckId(uuid(random)),
        new CardId(uuid(random)),
        new ReviewId(uuid(random)),
        new UserId(oneOf(List.of("otUe1YrfENPdHnrF3g1vSBfpkQfambCZ", "a"), random)),
        random.nextBoolean() ? new SessionId(uuid(random)) : null,
        oneOf(List.of(Rating.values()), random),
        random.nextBoolean() ? random.nextInt(6) : null,
        Instant.parse(oneOf(TIMES, random)),
        random.nextBoolean() ? random.nextInt() : null,
        ZoneId.of(oneOf(ZONES, random)),
        random.nextInt(24),
        LocalDate.of(2026, 1, 1).plusDays(random.nextInt(1000)),
        random.nextInt(4) == 0 ? SchedulingSettings.DEFAULT : null,
        Instant.parse(oneOf(TIMES.subList(0, 4), random)));
  }

  private static CardAdded card(Random random) {
    return new CardAdded(
        new DeckId(uuid(random)),
        new CardId(uuid(random)),
        random.nextInt(10_000),
        new CardDetails(
            textOrNone(random),
            JSON.readTree(oneOf(CONTENTS, random)),
            oneOf(List.of(CardType.values()), random),
            textOrNone(random),
            textOrNone(random)),
        Instant.parse(oneOf(TIMES, random)));
  }

  private static Event withoutWords(Event event) {
    var added = (CardAdded) event;
    JsonNode none = JSON.createObjectNode();
    return new CardAdded(
        added.deckId(),
        added.cardId(),
        added.position(),
        new CardDetails(null, none, added.card().cardType(), null, null),
        added.occurredAt());
  }

  private static String textOrNone(Random random) {
    return random.nextBoolean() ? oneOf(TEXTS, random) : null;
  }

  private static UUID uuid(Random random) {
    return new UUID(random.nextLong(), random.nextLong());
  }

  private static <T> T oneOf(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }
}
