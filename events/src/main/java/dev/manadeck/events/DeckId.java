package dev.manadeck.events;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

public record DeckId(@JsonValue UUID value) {
  public static DeckId of(String text) {
    return new DeckId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
