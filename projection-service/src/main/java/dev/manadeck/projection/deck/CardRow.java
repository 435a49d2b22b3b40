package dev.manadeck.projection.deck;

import dev.manadeck.events.CardDetails;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table {@code cards}.
 *
 * @param deckVersion the deck's version up to which the row is folded; stands in the deck's row
 */
record CardRow(
    int position,
    CardDetails card,
    long version,
    @Nullable Instant deletedAt,
    Instant createdAt,
    Instant updatedAt,
    long deckVersion) {

  CardRow at(long newDeckVersion, Instant changedAt) {
    return new CardRow(position, card, version, deletedAt, createdAt, changedAt, newDeckVersion);
  }

  CardRow withCard(CardDetails newCard, long newVersion) {
    return new CardRow(position, newCard, newVersion, deletedAt, createdAt, updatedAt, deckVersion);
  }

  CardRow withPosition(int newPosition) {
    return new CardRow(newPosition, card, version, deletedAt, createdAt, updatedAt, deckVersion);
  }

  CardRow withDeletedAt(Instant since) {
    return new CardRow(position, card, version, since, createdAt, updatedAt, deckVersion);
  }
}
