package dev.manadeck.events;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.manadeck.events.ReviewEvent.CardReviewed;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads reviews, which most of the log consists of, as our own codec spells them: several times
 * faster than from any JSON. Must give up on whatever looks different in the least; what it does
 * read must be what the JSON says.
 */
final class FamiliarReview {
  private static final byte[] DECK = bytes("{\"deckId\":\"");
  private static final byte[] CARD = bytes("\",\"cardId\":\"");
  private static final byte[] REVIEW = bytes("\",\"reviewId\":\"");
  private static final byte[] USER = bytes("\",\"userId\":\"");
  private static final byte[] SESSION = bytes("\",\"sessionId\":\"");
  private static final byte[] RATING = bytes("\",\"rating\":\"");
  private static final byte[] QUALITY = bytes("\",\"quality\":");
  private static final byte[] REVIEWED_AT_AFTER_NUMBER = bytes(",\"reviewedAt\":\"");
  private static final byte[] REVIEWED_AT = bytes("\",\"reviewedAt\":\"");
  private static final byte[] TIME_TAKEN = bytes("\",\"timeTakenMs\":");
  private static final byte[] TIME_ZONE_AFTER_NUMBER = bytes(",\"timeZone\":\"");
  private static final byte[] TIME_ZONE = bytes("\",\"timeZone\":\"");
  private static final byte[] DAY_START = bytes("\",\"dayStartHour\":");
  private static final byte[] STUDY_DAY = bytes(",\"studyDay\":\"");
  private static final byte[] OCCURRED_AT = bytes("\",\"occurredAt\":\"");
  private static final byte[] END = bytes("\"}");

  private static final int UUID_LENGTH = 36;
  private static final int MOST_DIGITS = 9;
  private static final int NO_NUMBER = -1;
  private static final int SECONDS_A_DAY = 86_400;

  private static volatile KnownZone lastZone = new KnownZone(bytes("UTC"), ZoneId.of("UTC"));

  private record KnownZone(byte[] name, ZoneId zone) {}

  private final byte[] json;
  private int at;

  private FamiliarReview(byte[] json) {
    this.json = json;
  }

  /**
   * @return null if it must be read as any other JSON
   */
  static @Nullable CardReviewed read(byte[] json) {
    try {
      return new FamiliarReview(json).review();
    } catch (DateTimeException | IllegalArgumentException e) {
      return null;
    }
  }

  private @Nullable CardReviewed review() {
    var deck = passes(DECK) ? uuid() : null;
    var card = passes(CARD) ? uuid() : null;
    var review = passes(REVIEW) ? uuid() : null;
    var user = passes(USER) ? text() : null;
    boolean hasSession = passes(SESSION);
    var session = hasSession ? uuid() : null;
    var rating = passes(RATING) ? rating() : null;
    boolean hasQuality = passes(QUALITY);
    int quality = hasQuality ? number() : NO_NUMBER;
    var reviewedAt = passes(hasQuality ? REVIEWED_AT_AFTER_NUMBER : REVIEWED_AT) ? instant() : null;
    boolean hasTimeTaken = passes(TIME_TAKEN);
    int timeTaken = hasTimeTaken ? number() : NO_NUMBER;
    var zone = passes(hasTimeTaken ? TIME_ZONE_AFTER_NUMBER : TIME_ZONE) ? zone() : null;
    int dayStart = passes(DAY_START) ? number() : NO_NUMBER;
    var day = passes(STUDY_DAY) ? date() : null;
    var occurredAt = passes(OCCURRED_AT) ? instant() : null;
    boolean isAtEnd = passes(END) && at == json.length;
    if (!isAtEnd
        || deck == null
        || card == null
        || review == null
        || user == null
        || hasSession == (session == null)
        || rating == null
        || hasQuality == (quality == NO_NUMBER)
        || reviewedAt == null
        || hasTimeTaken == (timeTaken == NO_NUMBER)
        || zone == null
        || dayStart == NO_NUMBER
        || day == null
        || occurredAt == null) {
      return null;
    }
    return new CardReviewed(
        new DeckId(deck),
        new CardId(card),
        new ReviewId(review),
        new UserId(user),
        session == null ? null : new SessionId(session),
        rating,
        hasQuality ? quality : null,
        reviewedAt,
        hasTimeTaken ? timeTaken : null,
        zone,
        dayStart,
        day,
        null,
        occurredAt);
  }

  private boolean passes(byte[] text) {
    int end = at + text.length;
    if (end > json.length || !Arrays.equals(json, at, end, text, 0, text.length)) {
      return false;
    }
    at = end;
    return true;
  }

  private @Nullable UUID uuid() {
    int from = at;
    at += UUID_LENGTH;
    if (at > json.length
        || json[from + 8] != '-'
        || json[from + 13] != '-'
        || json[from + 18] != '-'
        || json[from + 23] != '-') {
      return null;
    }
    long first = hex(from, 8);
    long second = hex(from + 9, 4);
    long third = hex(from + 14, 4);
    long fourth = hex(from + 19, 4);
    long fifth = hex(from + 24, 12);
    boolean isHex = (first | second | third | fourth | fifth) >= 0;
    return isHex ? new UUID(first << 32 | second << 16 | third, fourth << 48 | fifth) : null;
  }

  /** Negative if there is something else. */
  private long hex(int from, int digits) {
    long value = 0;
    for (int i = from; i < from + digits; i++) {
      int digit = Character.digit(json[i], 16);
      if (digit < 0) {
        return NO_NUMBER;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  /** Without escapes and beyond ASCII there is more than one way to spell a text. */
  private @Nullable String text() {
    int from = at;
    return passesText() ? new String(json, from, at - from, ISO_8859_1) : null;
  }

  private boolean passesText() {
    while (at < json.length && json[at] >= ' ' && json[at] != '"' && json[at] != '\\') {
      at++;
    }
    return at < json.length && json[at] == '"';
  }

  private @Nullable Rating rating() {
    var text = text();
    return switch (text) {
      case "again" -> Rating.AGAIN;
      case "hard" -> Rating.HARD;
      case "good" -> Rating.GOOD;
      case "easy" -> Rating.EASY;
      case null, default -> null;
    };
  }

  private @Nullable ZoneId zone() {
    int from = at;
    if (!passesText()) {
      return null;
    }
    var known = lastZone;
    if (Arrays.equals(json, from, at, known.name(), 0, known.name().length)) {
      return known.zone();
    }
    var zone = ZoneId.of(new String(json, from, at - from, ISO_8859_1));
    lastZone = new KnownZone(Arrays.copyOfRange(json, from, at), zone);
    return zone;
  }

  /** Of at least 0. */
  private int number() {
    int from = at;
    int value = 0;
    while (isDigit() && at - from < MOST_DIGITS) {
      value = 10 * value + json[at++] - '0';
    }
    boolean isSpelledOddly = at - from > 1 && json[from] == '0';
    return at == from || isDigit() || isSpelledOddly ? NO_NUMBER : value;
  }

  private boolean isDigit() {
    return at < json.length && json[at] >= '0' && json[at] <= '9';
  }

  private @Nullable LocalDate date() {
    int year = digits(4);
    int month = passes('-') ? digits(2) : NO_NUMBER;
    int day = passes('-') ? digits(2) : NO_NUMBER;
    return year < 0 || month < 0 || day < 0 ? null : LocalDate.of(year, month, day);
  }

  private @Nullable Instant instant() {
    var date = date();
    int hour = passes('T') ? digits(2) : NO_NUMBER;
    int minute = passes(':') ? digits(2) : NO_NUMBER;
    int second = passes(':') ? digits(2) : NO_NUMBER;
    int nanos = passes('.') ? nanos() : 0;
    if (!passes('Z')
        || date == null
        || nanos == NO_NUMBER
        || !isWithin(hour, 23)
        || !isWithin(minute, 59)
        || !isWithin(second, 59)) {
      return null;
    }
    long secondOfDay = (hour * 60L + minute) * 60 + second;
    return Instant.ofEpochSecond(date.toEpochDay() * SECONDS_A_DAY + secondOfDay, nanos);
  }

  private static boolean isWithin(int number, int most) {
    return number >= 0 && number <= most;
  }

  private int nanos() {
    int from = at;
    int value = 0;
    while (isDigit() && at - from < MOST_DIGITS) {
      value = 10 * value + json[at++] - '0';
    }
    for (int missing = MOST_DIGITS - (at - from); missing > 0; missing--) {
      value *= 10;
    }
    return at == from ? NO_NUMBER : value;
  }

  private boolean passes(char expected) {
    boolean isThere = at < json.length && json[at] == expected;
    at += isThere ? 1 : 0;
    return isThere;
  }

  private int digits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      if (!isDigit()) {
        return NO_NUMBER;
      }
      value = 10 * value + json[at++] - '0';
    }
    return value;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
