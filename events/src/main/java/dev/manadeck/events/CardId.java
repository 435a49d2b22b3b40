package dev.manadeck.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

public record CardId(@JsonValue UUID value) implements Comparable<CardId> {
  public CardId {
    Objects.requireNonNull(value);
  }

  /**
   * @throws IllegalArgumentException if the text is not a UUID in its canonical form
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static CardId of(String text) {
    return new CardId(CanonicalUuid.parse(text));
  }

  @Override
  public int compareTo(CardId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
