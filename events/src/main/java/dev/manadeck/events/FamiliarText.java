package dev.manadeck.events;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads values as our own codec spells them, from a place that moves on: several times faster than
 * the parsers that must take any spelling. Must give up on whatever looks different in the least.
 */
final class FamiliarText {
  static final int NO_NUMBER = -1;
  private static final int UUID_LENGTH = 36;
  private static final int MOST_DIGITS = 9;
  private static final int SECONDS_A_DAY = 86_400;

  private static volatile KnownZone lastZone =
      new KnownZone("UTC".getBytes(ISO_8859_1), ZoneId.of("UTC"));

  private record KnownZone(byte[] name, ZoneId zone) {}

  private final byte[] bytes;
  private int at;

  FamiliarText(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The same as {@link Instant#parse}. */
  static Instant instant(String text) {
    var familiar = new FamiliarText(text.getBytes(ISO_8859_1)).onlyInstant();
    return familiar == null ? Instant.parse(text) : familiar;
  }

  /** Null if the text is anything else. */
  static @Nullable UUID uuid(byte[] text) {
    return text.length == UUID_LENGTH ? new FamiliarText(text).uuid() : null;
  }

  private @Nullable Instant onlyInstant() {
    try {
      var instant = instant();
      return isAtEnd() ? instant : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  boolean isAtEnd() {
    return at == bytes.length;
  }

  boolean passes(byte[] text) {
    int end = at + text.length;
    if (end > bytes.length || !Arrays.equals(bytes, at, end, text, 0, text.length)) {
      return false;
    }
    at = end;
    return true;
  }

  @Nullable UUID uuid() {
    int from = at;
    at += UUID_LENGTH;
    if (at > bytes.length
        || bytes[from + 8] != '-'
        || bytes[from + 13] != '-'
        || bytes[from + 18] != '-'
        || bytes[from + 23] != '-') {
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
      int digit = Character.digit(bytes[i], 16);
      if (digit < 0) {
        return NO_NUMBER;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  /** Without escapes and beyond ASCII there is more than one way to spell a text. */
  @Nullable String text() {
    int from = at;
    return passesText() ? new String(bytes, from, at - from, ISO_8859_1) : null;
  }

  private boolean passesText() {
    while (at < bytes.length && bytes[at] >= ' ' && bytes[at] != '"' && bytes[at] != '\\') {
      at++;
    }
    return at < bytes.length && bytes[at] == '"';
  }

  /** Whatever stands in it; stops at its end. */
  boolean passesAnyText() {
    while (at < bytes.length && bytes[at] != '"') {
      at += bytes[at] == '\\' ? 2 : 1;
    }
    return at < bytes.length;
  }

  /** Whatever stands in it. */
  boolean passesAnyObject() {
    if (!passes('{')) {
      return false;
    }
    int depth = 1;
    while (depth > 0 && at < bytes.length) {
      switch (bytes[at++]) {
        case '"' -> {
          passesAnyText();
          at++;
        }
        case '{', '[' -> depth++;
        case '}', ']' -> depth--;
        default -> {}
      }
    }
    return depth == 0;
  }

  @Nullable ZoneId zone() {
    int from = at;
    if (!passesText()) {
      return null;
    }
    var known = lastZone;
    if (Arrays.equals(bytes, from, at, known.name(), 0, known.name().length)) {
      return known.zone();
    }
    var zone = ZoneId.of(new String(bytes, from, at - from, ISO_8859_1));
    lastZone = new KnownZone(Arrays.copyOfRange(bytes, from, at), zone);
    return zone;
  }

  /** Of at least 0; {@link #NO_NUMBER} if there is something else. */
  int number() {
    int from = at;
    int value = 0;
    while (isDigit() && at - from < MOST_DIGITS) {
      value = 10 * value + bytes[at++] - '0';
    }
    boolean isSpelledOddly = at - from > 1 && bytes[from] == '0';
    return at == from || isDigit() || isSpelledOddly ? NO_NUMBER : value;
  }

  private boolean isDigit() {
    return at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9';
  }

  @Nullable LocalDate date() {
    int year = digits(4);
    int month = passes('-') ? digits(2) : NO_NUMBER;
    int day = passes('-') ? digits(2) : NO_NUMBER;
    return year < 0 || month < 0 || day < 0 ? null : LocalDate.of(year, month, day);
  }

  @Nullable Instant instant() {
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
      value = 10 * value + bytes[at++] - '0';
    }
    for (int missing = MOST_DIGITS - (at - from); missing > 0; missing--) {
      value *= 10;
    }
    return at == from ? NO_NUMBER : value;
  }

  private boolean passes(char expected) {
    boolean isThere = at < bytes.length && bytes[at] == expected;
    at += isThere ? 1 : 0;
    return isThere;
  }

  private int digits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      if (!isDigit()) {
        return NO_NUMBER;
      }
      value = 10 * value + bytes[at++] - '0';
    }
    return value;
  }
}
