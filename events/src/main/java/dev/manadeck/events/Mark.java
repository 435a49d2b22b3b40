package dev.manadeck.events;

import com.fasterxml.jackson.annotation.JsonProperty;

public enum Mark {
  @JsonProperty("favorite")
  FAVORITE,
  @JsonProperty("suspended")
  SUSPENDED
}
