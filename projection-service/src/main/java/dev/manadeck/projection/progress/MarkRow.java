package dev.manadeck.projection.progress;

import dev.manadeck.events.Mark;
import java.time.Instant;

/** A row of the table {@code card_marks}. */
record MarkRow(boolean isFavorite, boolean isSuspended, Instant createdAt, Instant updatedAt) {

  static MarkRow none(Instant since) {
    return new MarkRow(false, false, since, since);
  }

  MarkRow with(Mark mark, boolean isSet, Instant at) {
    return switch (mark) {
      case FAVORITE -> new MarkRow(isSet, isSuspended, createdAt, at);
      case SUSPENDED -> new MarkRow(isFavorite, isSet, createdAt, at);
    };
  }
}
