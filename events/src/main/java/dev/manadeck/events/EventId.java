package dev.manadeck.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

public record EventId(@JsonValue UUID value) implements Comparable<EventId> {
  public EventId {
    Objects.requireNonNull(value);
  }

  /**
   * @throws IllegalArgumentException if the text is not a UUID in its canonical form
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static EventId of(String text) {
    return new EventId(CanonicalUuid.parse(text));
  }

  @Override
  public int compareTo(EventId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
