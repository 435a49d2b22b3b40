package dev.manadeck.projection.session;

import dev.manadeck.events.DeckId;
import dev.manadeck.events.SessionId;
import java.util.Comparator;

/** A session's id alone is the client's choice, and two decks may use the same one. */
record SessionKey(DeckId deckId, SessionId sessionId) implements Comparable<SessionKey> {
  private static final Comparator<SessionKey> ORDER =
      Comparator.comparing(SessionKey::deckId).thenComparing(SessionKey::sessionId);

  @Override
  public int compareTo(SessionKey other) {
    return ORDER.compare(this, other);
  }
}
