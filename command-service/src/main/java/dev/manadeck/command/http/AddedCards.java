package dev.manadeck.command.http;

import dev.manadeck.events.CardId;
import dev.manadeck.events.DeckEvent.CardAdded;
import dev.manadeck.events.DeckEvent.CardsReordered;
import dev.manadeck.events.Recorded;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cards as they are answered after they were added. */
record AddedCards(List<CardJson> cards) {
  static Presented one(List<Recorded> facts) {
    var card = of(facts).cards().getFirst();
    return Presented.created(card, "/api/decks/%s/cards".formatted(card.deckId())).version(1);
  }

  static Presented all(List<Recorded> facts) {
    var added = of(facts);
    return Presented.created(
            added, "/api/decks/%s/cards".formatted(added.cards().getFirst().deckId()))
        .version(facts.getLast().envelope().sequence());
  }

  private static AddedCards of(List<Recorded> facts) {
    var renumbered = renumbered(facts);
    return new AddedCards(
        facts.stream()
            .map(Recorded::event)
            .filter(CardAdded.class::isInstance)
            .map(CardAdded.class::cast)
            .map(
                added ->
                    CardJson.added(
                        added, renumbered.getOrDefault(added.cardId(), added.position())))
            .toList());
  }

  private static Map<CardId, Integer> renumbered(List<Recorded> facts) {
    var positions = new HashMap<CardId, Integer>();
    if (facts.getLast().event() instanceof CardsReordered reordered) {
      var order = reordered.cardIds();
      for (var i = 0; i < order.size(); i++) {
        positions.put(order.get(i), i);
      }
    }
    return positions;
  }
}
