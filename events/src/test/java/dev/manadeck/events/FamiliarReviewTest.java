package dev.manadeck.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.events.ReviewEvent.CardReviewed;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;

/** Must never read or write anything else than Jackson does. */
class FamiliarReviewTest {
  private static final int REVIEWS = 5_000;
  private static final int MUTANTS_EACH = 20;
  private static final ObjectReader JACKSON = EventJson.mapper().readerFor(CardReviewed.class);
  private static final ObjectWriter JACKSON_WRITER =
      EventJson.mapper().writerFor(CardReviewed.class);
  private static final List<String> ZONES =
      List.of("UTC", "Z", "+05:30", "Europe/Berlin", "America/Argentina/Buenos_Aires");
  private static final List<String> USERS =
      List.of("otUe1YrfENPdHnrF3g1vSBfpkQfambCZ", "u", "auth0|7 / 'x'");
  private static final List<byte[]> SNIPPETS =
      List.of(
          bytes("null"),
          bytes("\""),
          bytes("\"\""),
          bytes("0"),
          bytes("-1"),
          bytes("99999999999"),
          bytes(" "),
          bytes(","),
          bytes("\\u0041"),
          bytes("\",\"quality\":5"),
          bytes("\",\"reviewedAt\":\""),
          bytes("2026-02-30"),
          bytes("24:00:00"),
          bytes("23:59:60"),
          new byte[] {(byte) 0xc3, (byte) 0xa9},
          new byte[] {0x7f},
          new byte[] {0});

  private final EventCodec codec = new EventCodec();

  @Test
  void readsWhatTheCodecWrites(TestReporter reporter) {
    var random = random(reporter);
    for (int i = 0; i < REVIEWS; i++) {
      var review = review(random);

      assertThat(FamiliarReview.read(written(review))).isEqualTo(review);
    }
  }

  @Test
  void writesWhatJacksonWrites(TestReporter reporter) {
    var random = random(reporter);
    for (int i = 0; i < REVIEWS; i++) {
      var review = review(random);

      assertThat(FamiliarReview.write(review)).isEqualTo(JACKSON_WRITER.writeValueAsBytes(review));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-999999999-01-01T00:00:00Z",
        "-0001-12-31T23:59:59.999999999Z",
        "0000-01-01T00:00:00Z",
        "0999-06-07T08:09:10.000001Z",
        "1969-12-31T23:59:59.900Z",
        "9999-12-31T23:59:59.000000001Z",
        "+10000-01-01T00:00:00.010Z",
        "+999999999-12-31T00:00:00Z",
      })
  void writesInstantsOfAnyYear(Instant instant) {
    var review = at(instant);

    assertThat(FamiliarReview.write(review)).isEqualTo(JACKSON_WRITER.writeValueAsBytes(review));
    assertThat(SpelledText.of(instant)).asString(UTF_8).isEqualTo(instant.toString());
  }

  @Test
  void leavesTheWritingOfSchedulingSettingsToJackson() {
    var review = with(SchedulingSettings.DEFAULT);

    assertThat(FamiliarReview.write(review)).isNull();
    assertThat(written(review)).isEqualTo(JACKSON_WRITER.writeValueAsBytes(review));
  }

  @Test
  void givesUpOrReadsWhatJacksonReads(TestReporter reporter) {
    var random = random(reporter);
    int read = 0;
    for (int i = 0; i < REVIEWS; i++) {
      var json = written(review(random));
      for (int j = 0; j < MUTANTS_EACH; j++) {
        var mutant = mutated(random, json);
        var review = FamiliarReview.read(mutant);
        if (review != null) {
          read++;
          assertThat(byJackson(mutant)).as(new String(mutant, UTF_8)).isEqualTo(review);
        }
      }
    }
    assertThat(read).isBetween(REVIEWS, REVIEWS * MUTANTS_EACH / 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "auth0|Zo\u00eb",
        "a\"b",
        "back\\slash",
      })
  void leavesTextsThatCanBeSpeltInSeveralWaysToJackson(String user) {
    var spelt = by(new UserId(user));

    assertThat(FamiliarReview.write(spelt)).isNull();
    assertThat(written(spelt)).isEqualTo(JACKSON_WRITER.writeValueAsBytes(spelt));
    assertThat(FamiliarReview.read(written(spelt))).isNull();
    assertThat(codec.decodeEvent(EventType.CARD_REVIEWED, written(spelt))).isEqualTo(spelt);
  }

  private static CardReviewed by(UserId user) {
    return changed(user, null, null);
  }

  private static CardReviewed with(SchedulingSettings scheduling) {
    return changed(null, scheduling, null);
  }

  private static CardReviewed at(Instant instant) {
    return changed(null, null, instant);
  }

  private static CardReviewed changed(
      @Nullable UserId user, @Nullable SchedulingSettings scheduling, @Nullable Instant instant) {
    var review = review(new Random(1));
    return new CardReviewed(
        review.deckId(),
        review.cardId(),
        review.reviewId(),
        Objects.requireNonNullElse(user, review.userId()),
        review.sessionId(),
        review.rating(),
        review.quality(),
        Objects.requireNonNullElse(instant, review.reviewedAt()),
        review.timeTakenMs(),
        review.timeZone(),
        review.dayStartHour(),
        instant == null ? review.studyDay() : LocalDate.ofInstant(instant, ZoneOffset.UTC),
        scheduling,
        Objects.requireNonNullElse(instant, review.occurredAt()));
  }

  private static Random random(TestReporter reporter) {
    var seed = Long.getLong("manadeck.seed", System.nanoTime());
    reporter.publishEntry("seed", Long.toString(seed));
    return new Random(seed);
  }

  private static CardReviewed review(Random random) {
    return new CardReviewed(
        new DeckId(uuid(random)),
        new CardId(uuid(random)),
        new ReviewId(uuid(random)),
        new UserId(any(random, USERS)),
        random.nextBoolean() ? new SessionId(uuid(random)) : null,
        any(random, List.of(Rating.values())),
        random.nextBoolean() ? random.nextInt(6) : null,
        instant(random),
        random.nextBoolean() ? random.nextInt(1_000_000) : null,
        ZoneId.of(any(random, ZONES)),
        random.nextInt(24),
        LocalDate.ofEpochDay(random.nextInt(40_000)),
        null,
        instant(random));
  }

  private static Instant instant(Random random) {
    long second = random.nextInt(Integer.MAX_VALUE);
    return switch (random.nextInt(4)) {
      case 0 -> Instant.ofEpochSecond(second);
      case 1 -> Instant.ofEpochSecond(second, random.nextInt(1_000) * 1_000_000L);
      case 2 -> Instant.ofEpochSecond(second, random.nextInt(1_000_000) * 1_000L);
      default -> Instant.ofEpochSecond(second, random.nextInt(1_000_000_000));
    };
  }

  private static UUID uuid(Random random) {
    return new UUID(random.nextLong(), random.nextLong());
  }

  private byte[] written(CardReviewed review) {
    var envelope =
        new Envelope(
            new EventId(new UUID(1, 2)), review.userId(), new CommandId("c"), null, 1, null);
    return codec.encode(new Recorded(envelope, review)).value();
  }

  private static Object byJackson(byte[] json) {
    try {
      return JACKSON.readValue(json);
    } catch (JacksonException e) {
      return e;
    }
  }

  /** Some bytes are removed, others take their place, or one digit or letter becomes another. */
  private static byte[] mutated(Random random, byte[] json) {
    if (random.nextInt(MUTANTS_EACH) == 0) {
      return replaced(json, json.length, json.length, any(random, SNIPPETS));
    }
    int from = random.nextInt(json.length + 1);
    int to = Math.min(json.length, from + random.nextInt(12));
    return switch (random.nextInt(5)) {
      case 0 -> replaced(json, from, to, new byte[0]);
      case 1 -> replaced(json, from, from, any(random, SNIPPETS));
      case 2 -> replaced(json, from, to, any(random, SNIPPETS));
      default ->
          replaced(
              json,
              from,
              Math.min(from + 1, json.length),
              new byte[] {(byte) (' ' + random.nextInt(95))});
    };
  }

  private static byte[] replaced(byte[] json, int from, int to, byte[] replacement) {
    var result = new ByteArrayOutputStream();
    result.write(json, 0, from);
    result.writeBytes(replacement);
    result.writeBytes(Arrays.copyOfRange(json, to, json.length));
    return result.toByteArray();
  }

  private static <T> T any(Random random, List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
