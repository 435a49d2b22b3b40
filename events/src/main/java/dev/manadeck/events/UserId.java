package dev.manadeck.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The auth service's id of a user: text, case-sensitive, not a UUID. */
public record UserId(@JsonValue String value) {
  public static final int MAX_LENGTH = 64;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public UserId {
    if (value.isBlank() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "Expected a user id of 1 to %d characters, but got %d"
              .formatted(MAX_LENGTH, value.length()));
    }
    if (!isPlainText(value)) {
      throw new IllegalArgumentException("Expected a user id of plain text, but it is not");
    }
  }

  /** A header, and a column of PostgreSQL, must be able to hold it. */
  private static boolean isPlainText(String value) {
    var hasSurrogates = false;
    for (int i = 0; i < value.length(); i++) {
      if (Character.isISOControl(value.charAt(i))) {
        return false;
      }
      hasSurrogates |= Character.isSurrogate(value.charAt(i));
    }
    return !hasSurrogates || UTF_8.newEncoder().canEncode(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
