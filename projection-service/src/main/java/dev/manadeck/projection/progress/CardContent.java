package dev.manadeck.projection.progress;

import dev.manadeck.projection.room.CardRoom;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What stands on a card, for every learner alike.
 *
 * @param content JSON, as it stands in the table
 */
record CardContent(
    @Nullable String title,
    String content,
    String cardType,
    @Nullable String aiModel,
    @Nullable String aiPrompt,
    long version,
    Instant createdAt,
    Instant updatedAt) {

  void take(CardRoom.Share room) {
    room.add(title, content, aiModel, aiPrompt);
  }
}
