package dev.manadeck.projection.progress;

import dev.manadeck.events.CardId;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.UserId;
import java.util.Comparator;

/** One learner's side of one card. */
record LearnerCard(DeckId deckId, UserId userId, CardId cardId) implements Comparable<LearnerCard> {
  private static final Comparator<LearnerCard> ORDER =
      Comparator.comparing(LearnerCard::deckId)
          .thenComparing(card -> card.userId().value())
          .thenComparing(LearnerCard::cardId);

  @Override
  public int compareTo(LearnerCard other) {
    return ORDER.compare(this, other);
  }
}
