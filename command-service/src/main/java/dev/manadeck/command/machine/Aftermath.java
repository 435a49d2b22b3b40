package dev.manadeck.command.machine;

import dev.manadeck.command.deck.Deck;
import dev.manadeck.command.shard.Location;
import dev.manadeck.command.study.Session;
import dev.manadeck.events.SessionMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How things stood after a command. */
public sealed interface Aftermath {
  /** Only the deck's own fields: its cards go on changing. */
  record OfDeck(Deck deck) implements Aftermath {}

  /**
   * After a command that came again; its own facts tell the rest.
   *
   * @param now gives what never changes; absent where the command created the deck
   * @param details where what the deck said of itself then stands
   */
  record OfDeckThen(
      @Nullable Deck now,
      Location details,
      int cardCount,
      boolean isPublic,
      @Nullable Instant featuredAt)
      implements Aftermath {}

  record OfCard(int position, Instant createdAt, boolean isFavorite) implements Aftermath {}

  record OfSession(Session session) implements Aftermath {}

  /** After a completion that came again; its own fact tells the rest. */
  record OfSessionThen(SessionMode mode, Instant startedAt) implements Aftermath {}
}
