package dev.manadeck.command.deck;

import dev.manadeck.events.CardChanges;
import dev.manadeck.events.CardId;
import dev.manadeck.events.DeckDetails;
import dev.manadeck.events.DeckId;
import java.util.List;

/** What can be asked of a deck. */
public sealed interface DeckCommand {
  DeckId deckId();

  record CreateDeck(DeckId deckId, DeckDetails details, boolean isPublic, List<NewCard> cards)
      implements DeckCommand {}

  record ChangeDeck(DeckId deckId, DeckChanges changes) implements DeckCommand {}

  record DeleteDeck(DeckId deckId) implements DeckCommand {}

  record RestoreDeck(DeckId deckId) implements DeckCommand {}

  record FeatureDeck(DeckId deckId, boolean featured) implements DeckCommand {}

  record AddCards(DeckId deckId, List<NewCard> cards) implements DeckCommand {}

  record ChangeCard(DeckId deckId, CardId cardId, CardChanges changes) implements DeckCommand {}

  record RemoveCard(DeckId deckId, CardId cardId) implements DeckCommand {}

  record ReorderCards(DeckId deckId, List<CardId> cardIds) implements DeckCommand {}
}
