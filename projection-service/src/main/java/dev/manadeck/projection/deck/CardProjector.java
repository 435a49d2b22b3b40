package dev.manadeck.projection.deck;

import dev.manadeck.events.CardId;
import dev.manadeck.events.DeckEvent;
import dev.manadeck.events.DeckEvent.CardAdded;
import dev.manadeck.events.DeckEvent.CardChanged;
import dev.manadeck.events.DeckEvent.CardRemoved;
import dev.manadeck.events.DeckEvent.CardsReordered;
import dev.manadeck.events.DeckEvent.DeckCreated;
import dev.manadeck.events.DeckEvent.DeckDeleted;
import dev.manadeck.events.DeckEvent.DeckFeatured;
import dev.manadeck.events.DeckEvent.DeckRestored;
import dev.manadeck.events.DeckEvent.DeckUnfeatured;
import dev.manadeck.events.DeckEvent.DetailsChanged;
import dev.manadeck.events.DeckEvent.VisibilityChanged;
import dev.manadeck.events.LearnerEvent;
import dev.manadeck.events.ReviewEvent;
import dev.manadeck.events.Sequenced;
import dev.manadeck.events.SessionEvent;
import dev.manadeck.projection.runtime.Projector;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a deck's events do to its cards' rows. A deck's deletion is the deck's alone: its cards keep
 * their rows, so that a restored deck has them as they were.
 */
final class CardProjector implements Projector<CardKey, CardRow> {
  /** Only saves looking for each card of a large deck in the whole order; changes no result. */
  private volatile @Nullable Order lastOrder;

  @Override
  public Set<CardKey> keys(Sequenced sequenced) {
    return switch (sequenced.event()) {
      case CardAdded event -> Set.of(new CardKey(event.deckId(), event.cardId()));
      case CardChanged event -> Set.of(new CardKey(event.deckId(), event.cardId()));
      case CardRemoved event -> Set.of(new CardKey(event.deckId(), event.cardId()));
      case CardsReordered event ->
          event.cardIds().stream()
              .map(cardId -> new CardKey(event.deckId(), cardId))
              .collect(Collectors.toSet());
      case DeckCreated _,
          DetailsChanged _,
          VisibilityChanged _,
          DeckFeatured _,
          DeckUnfeatured _,
          DeckDeleted _,
          DeckRestored _,
          ReviewEvent _,
          SessionEvent _,
          LearnerEvent _ ->
          Set.of();
    };
  }

  @Override
  public @Nullable CardRow fold(CardKey key, @Nullable CardRow before, Sequenced sequenced) {
    long sequence = sequenced.sequence();
    if (before != null && sequence <= before.deckVersion()) {
      return before;
    }
    return switch (sequenced.event()) {
      case CardAdded event -> added(event, sequence);
      case CardChanged event -> {
        var card = existing(key, before, event);
        yield card.withCard(event.changes().applyTo(card.card()), event.cardVersion())
            .at(sequence, event.occurredAt());
      }
      case CardRemoved event ->
          existing(key, before, event)
              .withDeletedAt(event.occurredAt())
              .at(sequence, event.occurredAt());
      case CardsReordered event ->
          moved(existing(key, before, event), key.cardId(), event, sequence);
      case DeckCreated _,
          DetailsChanged _,
          VisibilityChanged _,
          DeckFeatured _,
          DeckUnfeatured _,
          DeckDeleted _,
          DeckRestored _,
          ReviewEvent _,
          SessionEvent _,
          LearnerEvent _ ->
          before;
    };
  }

  /** The words of a card are kept, as a tree, in one or two bytes a character. */
  @Override
  public int heldBytes(Sequenced sequenced, int recordSize) {
    boolean hasWords =
        sequenced.event() instanceof CardAdded || sequenced.event() instanceof CardChanged;
    return hasWords ? 2 * recordSize : Projector.super.heldBytes(sequenced, recordSize);
  }

  private static CardRow added(CardAdded event, long sequence) {
    return new CardRow(
        event.position(), event.card(), 1, null, event.occurredAt(), event.occurredAt(), sequence);
  }

  private CardRow moved(CardRow card, CardId cardId, CardsReordered event, long sequence) {
    int position = Objects.requireNonNull(positions(event).get(cardId));
    return card.position() == position
        ? card
        : card.withPosition(position).at(sequence, event.occurredAt());
  }

  private Map<CardId, Integer> positions(CardsReordered event) {
    var known = lastOrder;
    if (known == null || known.event() != event) {
      known = Order.of(event);
      lastOrder = known;
    }
    return known.positions();
  }

  private record Order(CardsReordered event, Map<CardId, Integer> positions) {
    static Order of(CardsReordered event) {
      var positions = new HashMap<CardId, Integer>();
      event.cardIds().forEach(cardId -> positions.put(cardId, positions.size()));
      return new Order(event, positions);
    }
  }

  private static CardRow existing(CardKey key, @Nullable CardRow before, DeckEvent event) {
    if (before == null) {
      throw new IllegalStateException(
          "Expected card %s to exist, but its %s comes first"
              .formatted(key.cardId(), event.getClass().getSimpleName()));
    }
    return before;
  }
}
