package dev.manadeck.events;

import com.fasterxml.jackson.annotation.JsonProperty;

public enum Rating {
  @JsonProperty("again")
  AGAIN,
  @JsonProperty("hard")
  HARD,
  @JsonProperty("good")
  GOOD,
  @JsonProperty("easy")
  EASY
}
