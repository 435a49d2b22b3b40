package dev.manadeck.projection.stats;

import dev.manadeck.events.CardId;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.UserId;
import org.jspecify.annotations.Nullable;

record StudiedCardKey(DeckId deckId, UserId userId, CardId cardId)
    implements Comparable<StudiedCardKey> {
  @Override
  public int compareTo(StudiedCardKey other) {
    int byDeck = deckId.compareTo(other.deckId);
    if (byDeck != 0) {
      return byDeck;
    }
    int byUser = userId.value().compareTo(other.userId.value());
    return byUser != 0 ? byUser : cardId.compareTo(other.cardId);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StudiedCardKey that
        && cardId.value().equals(that.cardId.value())
        && deckId.value().equals(that.deckId.value())
        && userId.value().equals(that.userId.value());
  }

  /** Like equality faster than what records have: both are asked for with every event. */
  @Override
  public int hashCode() {
    return 31 * (31 * cardId.value().hashCode() + deckId.value().hashCode())
        + userId.value().hashCode();
  }
}
