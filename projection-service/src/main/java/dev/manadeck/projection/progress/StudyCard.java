package dev.manadeck.projection.progress;

import dev.manadeck.events.CardId;
import dev.manadeck.events.DeckId;
import dev.manadeck.scheduling.CardState;

/** A card that is there to be studied, as its learner stands with it. */
record StudyCard(
    DeckId deckId,
    CardId cardId,
    int position,
    boolean isFavorite,
    boolean isSuspended,
    CardState state) {

  boolean isNew() {
    return state.last() == null;
  }
}
