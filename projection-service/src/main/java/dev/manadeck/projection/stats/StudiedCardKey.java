package dev.manadeck.projection.stats;

import dev.manadeck.events.CardId;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.UserId;
import java.util.Comparator;

record StudiedCardKey(DeckId deckId, UserId userId, CardId cardId)
    implements Comparable<StudiedCardKey> {
  private static final Comparator<StudiedCardKey> ORDER =
      Comparator.comparing(StudiedCardKey::deckId)
          .thenComparing(key -> key.userId().value())
          .thenComparing(StudiedCardKey::cardId);

  @Override
  public int compareTo(StudiedCardKey other) {
    return ORDER.compare(this, other);
  }
}
