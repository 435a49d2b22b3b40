package dev.manadeck.command.machine;

import dev.manadeck.command.deck.Deck;
import dev.manadeck.command.study.Session;
import java.time.Instant;

/** How things stood after a command. */
public sealed interface Aftermath {
  /** Only the deck's own fields: its cards go on changing. */
  record OfDeck(Deck deck) implements Aftermath {}

  record OfCard(int position, Instant createdAt, boolean isFavorite) implements Aftermath {}

  record OfSession(Session session) implements Aftermath {}
}
