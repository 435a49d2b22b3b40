package dev.manadeck.events;

import com.fasterxml.jackson.annotation.JsonProperty;

public enum CardType {
  @JsonProperty("text")
  TEXT,
  @JsonProperty("flashcard")
  FLASHCARD,
  @JsonProperty("quiz")
  QUIZ,
  @JsonProperty("mixed")
  MIXED
}
