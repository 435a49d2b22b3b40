package dev.manadeck.projection.learner;

import dev.manadeck.events.UserId;

record LearnerKey(UserId userId) implements Comparable<LearnerKey> {
  @Override
  public int compareTo(LearnerKey other) {
    return userId.value().compareTo(other.userId.value());
  }
}
