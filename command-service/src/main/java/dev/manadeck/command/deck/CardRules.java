package dev.manadeck.command.deck;

import static dev.manadeck.command.verdict.Verdict.accepted;
import static dev.manadeck.command.verdict.Verdict.refused;

import dev.manadeck.command.deck.DeckCommand.ChangeCard;
import dev.manadeck.command.verdict.Refusal;
import dev.manadeck.command.verdict.RefusalKind;
import dev.manadeck.command.verdict.Verdict;
import dev.manadeck.events.CardId;
import dev.manadeck.events.DeckEvent;
import dev.manadeck.events.DeckEvent.CardAdded;
import dev.manadeck.events.DeckEvent.CardChanged;
import dev.manadeck.events.DeckEvent.CardsReordered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** The rules of the cards in a deck. */
final class CardRules {
  private CardRules() {}

  /**
   * A card whose position is taken goes in front of the one that stands there; the deck is then
   * numbered anew.
   */
  static Verdict<DeckEvent> add(Deck deck, List<NewCard> cards, Instant at) {
    if (deck.cards().size() + cards.size() > Deck.MOST_CARDS) {
      return refused(
          RefusalKind.UNPROCESSABLE,
          "Expected at most %d cards in a deck, but there would be %d"
              .formatted(Deck.MOST_CARDS, deck.cards().size() + cards.size()));
    }
    var ids = new HashSet<CardId>();
    for (var card : cards) {
      if (deck.cards().contains(card.cardId()) || !ids.add(card.cardId())) {
        return refused(
            RefusalKind.CONFLICT,
            "Expected a new card id, but %s is taken".formatted(card.cardId()));
      }
    }
    return IntStream.range(0, cards.size())
        .boxed()
        .flatMap(
            i ->
                CardContentRules.check(
                    cards.get(i).card().cardType(), cards.get(i).card().content())
                    .map(flaw -> CardRules.<DeckEvent>flawed("/cards/%d".formatted(i), flaw))
                    .stream())
        .findFirst()
        .orElseGet(() -> accepted(added(deck, cards, at)));
  }

  private static <E> Verdict<E> flawed(String card, CardContentRules.Flaw flaw) {
    return new Verdict.Refused<>(
        new Refusal(
            RefusalKind.UNPROCESSABLE,
            flaw.reason(),
            "%s/content%s".formatted(card, flaw.pointer())));
  }

  private static List<DeckEvent> added(Deck deck, List<NewCard> cards, Instant at) {
    var events = new ArrayList<DeckEvent>();
    var next = deck.cards().nextPosition();
    for (var card : cards) {
      var wanted = card.position();
      if (wanted != null && wanted < next) {
        return insertedBetween(deck, cards, at);
      }
      var position = wanted == null ? next : wanted;
      events.add(new CardAdded(deck.id(), card.cardId(), position, card.card(), at));
      next = position + 1;
    }
    return events;
  }

  private static List<DeckEvent> insertedBetween(Deck deck, List<NewCard> cards, Instant at) {
    var events = new ArrayList<DeckEvent>();
    var shelf = new Shelf(deck.cards());
    for (var card : cards) {
      var position = shelf.place(card);
      events.add(new CardAdded(deck.id(), card.cardId(), position, card.card(), at));
    }
    if (shelf.isCrowded()) {
      events.add(new CardsReordered(deck.id(), shelf.inOrder(), at));
    }
    return events;
  }

  static Verdict<DeckEvent> change(Deck deck, ChangeCard command, Instant at) {
    var changes = command.changes();
    var present = deck.cards().typeOf(command.cardId());
    var type = changes.cardType() == null ? present : changes.cardType();
    if (type != present && changes.content() == null) {
      return refused(
          RefusalKind.UNPROCESSABLE, "Expected content for the new card type, but there is none");
    }
    var flaw =
        changes.content() == null
            ? Optional.<CardContentRules.Flaw>empty()
            : CardContentRules.check(type, changes.content());
    var version = deck.cards().versionOf(command.cardId()) + 1;
    return flaw.<Verdict<DeckEvent>>map(found -> flawed("", found))
        .orElseGet(
            () ->
                accepted(
                    List.of(new CardChanged(deck.id(), command.cardId(), version, changes, at))));
  }

  static void applyTo(CardIndex cards, CardChanged event) {
    if (cards.contains(event.cardId())) {
      var type = event.changes().cardType();
      cards.change(
          event.cardId(), event.cardVersion(), type == null ? cards.typeOf(event.cardId()) : type);
    }
  }

  static Verdict<DeckEvent> reorder(Deck deck, List<CardId> order, Instant at) {
    var current = deck.cards().inOrder();
    if (order.size() != current.size() || !Set.copyOf(current).equals(new HashSet<>(order))) {
      return refused(
          RefusalKind.UNPROCESSABLE,
          "Expected all %d cards of the deck, each once, but got %d ids"
              .formatted(current.size(), order.size()));
    }
    return accepted(
        order.equals(current) ? List.of() : List.of(new CardsReordered(deck.id(), order, at)));
  }
}
