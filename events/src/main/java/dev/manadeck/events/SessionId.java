package dev.manadeck.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

public record SessionId(@JsonValue UUID value) implements Comparable<SessionId> {
  public SessionId {
    Objects.requireNonNull(value);
  }

  /**
   * @throws IllegalArgumentException if the text is not a UUID in its canonical form
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static SessionId of(String text) {
    return new SessionId(CanonicalUuid.parse(text));
  }

  @Override
  public int compareTo(SessionId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
