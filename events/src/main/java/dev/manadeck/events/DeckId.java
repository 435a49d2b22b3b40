package dev.manadeck.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

public record DeckId(@JsonValue UUID value) implements Comparable<DeckId> {
  public DeckId {
    Objects.requireNonNull(value);
  }

  /**
   * @throws IllegalArgumentException if the text is not a UUID in its canonical form
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static DeckId of(String text) {
    return new DeckId(CanonicalUuid.parse(text));
  }

  @Override
  public int compareTo(DeckId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
