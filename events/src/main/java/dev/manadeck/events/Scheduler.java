package dev.manadeck.events;

import com.fasterxml.jackson.annotation.JsonProperty;

public enum Scheduler {
  @JsonProperty("fsrs")
  FSRS,
  @JsonProperty("sm2")
  SM2
}
