package dev.manadeck.command.deck;

import dev.manadeck.events.CardId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Cards by position, while new ones are put between them. Several may stand at one position. */
final class Shelf {
  private final TreeMap<Integer, List<CardId>> cards = new TreeMap<>();
  private boolean crowded;

  Shelf(CardIndex index) {
    index
        .inOrder()
        .forEach(
            card ->
                cards
                    .computeIfAbsent(index.positionOf(card), position -> new ArrayList<>())
                    .add(card));
  }

  int place(NewCard card) {
    var wanted = card.position();
    var position = wanted == null ? behindTheLast() : wanted;
    var place = cards.computeIfAbsent(position, at -> new ArrayList<>());
    crowded |= !place.isEmpty();
    place.addFirst(card.cardId());
    return position;
  }

  boolean isCrowded() {
    return crowded;
  }

  List<CardId> inOrder() {
    return cards.values().stream().flatMap(List::stream).toList();
  }

  private int behindTheLast() {
    return cards.isEmpty() ? 0 : cards.lastKey() + 1;
  }
}
