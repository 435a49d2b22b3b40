package dev.manadeck.command.kafka;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;

/**
 * Reads JSON in the one form in which the service itself writes it: without white space, the fields
 * in a known order, plain text without escapes. That is several times as fast as reading any JSON.
 * Whatever is otherwise is {@link NotCompact}.
 */
final class CompactJson {
  private static final int UUID_LENGTH = 36;
  private static final int DATE_LENGTH = 10;
  private static final int TIME_LENGTH = 8;
  private static final int NANO_DIGITS = 9;

  private final byte[] json;
  private int at;

  CompactJson(byte[] json) {
    this.json = json;
  }

  static final class NotCompact extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final NotCompact INSTANCE = new NotCompact();

    private NotCompact() {
      super(null, null, false, false);
    }
  }

  /** A field's name, as it stands in front of its value. */
  record Field(byte[] quoted) {
    static Field of(String name) {
      return new Field("\"%s\":".formatted(name).getBytes(US_ASCII));
    }
  }

  void begin() {
    expect('{');
  }

  void end() {
    expect('}');
  }

  void endOfAll() {
    if (at != json.length) {
      throw NotCompact.INSTANCE;
    }
  }

  /** Goes to the value of the field, if that is what comes next. */
  boolean has(Field field) {
    var quoted = field.quoted();
    var isFirst = json[at - 1] == '{';
    if (!isFirst && json[at] != ',') {
      return false;
    }
    var from = isFirst ? at : at + 1;
    var end = from + quoted.length;
    if (end > json.length || !Arrays.equals(json, from, end, quoted, 0, quoted.length)) {
      return false;
    }
    at = end;
    return true;
  }

  /** Goes to the value of the field, which must come next. */
  CompactJson value(Field field) {
    if (!has(field)) {
      throw NotCompact.INSTANCE;
    }
    return this;
  }

  UUID uuid() {
    expect('"');
    var high = 0L;
    var low = 0L;
    for (var i = 0; i < UUID_LENGTH; i++) {
      var character = next();
      if (i == 8 || i == 13 || i == 18 || i == 23) {
        require(character == '-');
      } else if (i < 18) {
        high = high << 4 | hexDigit(character);
      } else {
        low = low << 4 | hexDigit(character);
      }
    }
    expect('"');
    return new UUID(high, low);
  }

  String text() {
    expect('"');
    var begin = at;
    for (var character = next(); character != '"'; character = next()) {
      require(character >= ' ' && character != '\\');
    }
    return new String(json, begin, at - 1 - begin, ISO_8859_1);
  }

  int number() {
    var isNegative = json[at] == '-';
    if (isNegative) {
      at++;
    }
    var begin = at;
    var value = 0L;
    while (json[at] >= '0' && json[at] <= '9') {
      value = 10 * value + (json[at] - '0');
      require(value <= Integer.MAX_VALUE);
      at++;
    }
    require(at > begin && (json[begin] != '0' || at == begin + 1));
    return (int) (isNegative ? -value : value);
  }

  Instant instant() {
    expect('"');
    var date = datePart();
    expect('T');
    var time = timePart();
    var nanos = json[at] == '.' ? fraction() : 0;
    expect('Z');
    expect('"');
    return Instant.ofEpochSecond(date.toEpochSecond(time, ZoneOffset.UTC), nanos);
  }

  private LocalDate datePart() {
    require(at + DATE_LENGTH <= json.length && json[at + 4] == '-' && json[at + 7] == '-');
    var date = LocalDate.of(digits(4, 0), digits(2, 5), digits(2, 8));
    at += DATE_LENGTH;
    return date;
  }

  private LocalTime timePart() {
    require(at + TIME_LENGTH <= json.length && json[at + 2] == ':' && json[at + 5] == ':');
    var time = LocalTime.of(digits(2, 0), digits(2, 3), digits(2, 6));
    at += TIME_LENGTH;
    return time;
  }

  private int fraction() {
    expect('.');
    var nanos = 0;
    var count = 0;
    for (; json[at] >= '0' && json[at] <= '9'; at++, count++) {
      require(count < NANO_DIGITS);
      nanos = 10 * nanos + (json[at] - '0');
    }
    require(count > 0);
    for (; count < NANO_DIGITS; count++) {
      nanos *= 10;
    }
    return nanos;
  }

  private int digits(int count, int offset) {
    var value = 0;
    for (var i = at + offset; i < at + offset + count; i++) {
      require(json[i] >= '0' && json[i] <= '9');
      value = 10 * value + (json[i] - '0');
    }
    return value;
  }

  /** Passes over a text, whatever stands in it. */
  void skipText() {
    expect('"');
    for (var character = next(); character != '"'; character = next()) {
      if (character == '\\') {
        at++;
      }
    }
  }

  /** Passes over an object, whatever stands in it. */
  void skipObject() {
    require(json[at] == '{');
    var depth = 0;
    do {
      switch (json[at]) {
        case '"' -> skipText();
        case '{', '[' -> {
          depth++;
          at++;
        }
        case '}', ']' -> {
          depth--;
          at++;
        }
        default -> at++;
      }
    } while (depth > 0);
  }

  private static int hexDigit(byte character) {
    if (character >= '0' && character <= '9') {
      return character - '0';
    }
    require(character >= 'a' && character <= 'f');
    return character - 'a' + 10;
  }

  private byte next() {
    return json[at++];
  }

  private void expect(char character) {
    require(next() == character);
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw NotCompact.INSTANCE;
    }
  }
}
