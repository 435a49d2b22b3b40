package dev.manadeck.command.machine;

import dev.manadeck.command.shard.Location;
import dev.manadeck.events.SessionMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What of an answer neither the command's own facts will tell nor the state of later. */
sealed interface Trace {
  /**
   * @param details where they stand
   */
  record OfDeck(Location details, int cardCount, boolean isPublic, @Nullable Instant featuredAt)
      implements Trace {}

  record OfCard(int position, Instant createdAt) implements Trace {}

  record OfSession(SessionMode mode, Instant startedAt) implements Trace {}
}
