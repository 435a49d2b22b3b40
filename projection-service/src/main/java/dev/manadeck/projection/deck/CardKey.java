package dev.manadeck.projection.deck;

import dev.manadeck.events.CardId;
import dev.manadeck.events.DeckId;
import java.util.Comparator;

/** A card's id alone is the client's choice, and two decks may use the same one. */
record CardKey(DeckId deckId, CardId cardId) implements Comparable<CardKey> {
  private static final Comparator<CardKey> ORDER =
      Comparator.comparing(CardKey::deckId).thenComparing(key -> key.cardId().value());

  @Override
  public int compareTo(CardKey other) {
    return ORDER.compare(this, other);
  }
}
