package dev.manadeck.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

public record CardId(@JsonValue UUID value) implements Comparable<CardId> {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public CardId {}

  /**
   * @throws IllegalArgumentException if the text is not a UUID in its canonical form
   */
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
