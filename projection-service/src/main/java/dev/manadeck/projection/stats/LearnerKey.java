package dev.manadeck.projection.stats;

import dev.manadeck.events.UserId;

record LearnerKey(UserId userId) implements Comparable<LearnerKey> {
  @Override
  public int compareTo(LearnerKey other) {
    return userId.value().compareTo(other.userId.value());
  }
}
