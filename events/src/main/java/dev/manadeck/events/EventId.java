package dev.manadeck.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

public record EventId(@JsonValue UUID value) implements Comparable<EventId> {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public EventId {}

  /**
   * @throws IllegalArgumentException if the text is not a UUID in its canonical form
   */
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
