package dev.manadeck.events;

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
  }

  @Override
  public String toString() {
    return value;
  }
}
