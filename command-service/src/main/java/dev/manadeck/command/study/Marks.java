package dev.manadeck.command.study;

import dev.manadeck.events.CardId;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.Mark;
import dev.manadeck.events.ReviewEvent.CardMarked;
import dev.manadeck.events.UserId;
import java.util.HashSet;
import java.util.Set;

/** The marks that learners have set on cards. */
final class Marks {
  private record Key(UserId user, DeckId deck, CardId card, Mark mark) {}

  private final Set<Key> set = new HashSet<>();

  boolean isSet(UserId user, DeckId deck, CardId card, Mark mark) {
    return set.contains(new Key(user, deck, card, mark));
  }

  void evolve(CardMarked event) {
    var key = new Key(event.userId(), event.deckId(), event.cardId(), event.mark());
    if (event.isSet()) {
      set.add(key);
    } else {
      set.remove(key);
    }
  }
}
