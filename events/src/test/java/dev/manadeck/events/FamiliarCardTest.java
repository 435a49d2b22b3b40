package dev.manadeck.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.events.DeckEvent.CardAdded;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Must never read anything else than Jackson does, but for the words. */
class FamiliarCardTest {
  private static final int CARDS = 5_000;
  private static final ObjectReader JACKSON = EventJson.mapper().readerFor(CardAdded.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> TEXTS =
      List.of(
          "", "a", "a \"quoted\" {text] \\ \n \u0001", "Zürich 東京 🐦", "\\\"", "}", "otUe1YrfEN");
  private static final List<String> CONTENTS =
      List.of(
          "{}",
          "{\"text\":\"a\"}",
          "{\"a\":[1,{\"b\":\"}\\\"]\"},null,true,-0.1e3],\"c\":{\"d\":{}}}");
  private static final List<String> TIMES =
      List.of(
          "2026-03-01T12:00:00Z",
          "2026-03-01T12:00:00.5Z",
          "2024-02-29T23:59:59.123456Z",
          "2000-01-01T00:00:00.123456789Z",
          "1969-12-31T23:59:59.000001Z");

  private final EventCodec codec = new EventCodec();

  @Test
  void readsAllButTheWordsOfWhatTheCodecWrites(TestReporter reporter) {
    var random = random(reporter);
    for (int i = 0; i < CARDS; i++) {
      var card = card(random);

      assertThat(FamiliarCard.read(written(card))).isEqualTo(withoutWords(card));
    }
  }

  @Test
  void givesUpOrReadsWhatJacksonReads(TestReporter reporter) {
    var random = random(reporter);
    int bothRead = 0;
    for (int i = 0; i < CARDS; i++) {
      var spoilt = written(card(random));
      spoilt[random.nextInt(spoilt.length)] = (byte) " \"0a}:,{\\-".charAt(random.nextInt(10));
      var familiar = FamiliarCard.read(spoilt);
      var byJackson = byJackson(spoilt);
      if (familiar != null && byJackson != null) {
        assertThat(familiar).as(new String(spoilt, UTF_8)).isEqualTo(withoutWords(byJackson));
        bothRead++;
      }
    }
    assertThat(bothRead).isGreaterThan(100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "{\"deckId\":\"",
        "{\"deckId\":\"0199a1b2-c3d4-7e5f-8a6b-000000000d01\",\"cardId\":3}",
      })
  void givesUpOnWhatIsNoCard(String json) {
    assertThat(FamiliarCard.read(json.getBytes(UTF_8))).isNull();
  }

  @Test
  void givesUpOnWhatEndsTooSoon(TestReporter reporter) {
    var json = new String(written(card(random(reporter))), UTF_8);
    for (int length = 0; length < json.length(); length++) {
      assertThat(FamiliarCard.read(json.substring(0, length).getBytes(UTF_8))).isNull();
    }
  }

  private static @Nullable CardAdded byJackson(byte[] json) {
    try {
      return JACKSON.readValue(json);
    } catch (JacksonException e) {
      return null;
    }
  }

  private byte[] written(CardAdded card) {
    return codec
        .encode(
            new Recorded(
                new Envelope(
                    new EventId(new UUID(1, 2)),
                    new UserId("anna"),
                    new CommandId("c"),
                    null,
                    1,
                    null),
                card))
        .value();
  }

  private static CardAdded withoutWords(CardAdded card) {
    return new CardAdded(
        card.deckId(),
        card.cardId(),
        card.position(),
        new CardDetails(null, JSON.createObjectNode(), card.card().cardType(), null, null),
        card.occurredAt());
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

  private static @Nullable String textOrNone(Random random) {
    return random.nextBoolean() ? oneOf(TEXTS, random) : null;
  }

  private static UUID uuid(Random random) {
    return new UUID(random.nextLong(), random.nextLong());
  }

  private static <T> T oneOf(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  private static Random random(TestReporter reporter) {
    var seed = Long.getLong("manadeck.seed", System.nanoTime());
    reporter.publishEntry("seed", Long.toString(seed));
    return new Random(seed);
  }
}
