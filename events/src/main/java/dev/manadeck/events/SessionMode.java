package dev.manadeck.events;

import com.fasterxml.jackson.annotation.JsonProperty;

public enum SessionMode {
  @JsonProperty("all")
  ALL,
  @JsonProperty("new")
  NEW,
  @JsonProperty("review")
  REVIEW,
  @JsonProperty("favorites")
  FAVORITES,
  @JsonProperty("random")
  RANDOM
}
