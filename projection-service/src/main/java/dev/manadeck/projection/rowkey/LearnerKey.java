package dev.manadeck.projection.rowkey;

import dev.manadeck.events.UserId;
import dev.manadeck.projection.runtime.Columns;

public record LearnerKey(UserId userId) implements Comparable<LearnerKey> {
  public static final Columns<LearnerKey> COLUMNS =
      Columns.<LearnerKey>none().text("user_id", learner -> learner.userId().value());

  @Override
  public int compareTo(LearnerKey other) {
    return userId.value().compareTo(other.userId.value());
  }
}
