package dev.manadeck.projection.deck;

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
import dev.manadeck.events.DeckId;
import dev.manadeck.events.LearnerEvent;
import dev.manadeck.events.ReviewEvent;
import dev.manadeck.events.Sequenced;
import dev.manadeck.events.SessionEvent;
import dev.manadeck.projection.runtime.Projector;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a deck's events do to its row. Every one of them moves its version and its last change. */
final class DeckProjector implements Projector<DeckId, DeckRow> {

  @Override
  public Set<DeckId> keys(Sequenced sequenced) {
    return switch (sequenced.event()) {
      case DeckEvent event -> Set.of(event.deckId());
      case ReviewEvent _, SessionEvent _, LearnerEvent _ -> Set.of();
    };
  }

  @Override
  public @Nullable DeckRow fold(DeckId deckId, @Nullable DeckRow before, Sequenced sequenced) {
    return switch (sequenced.event()) {
      case DeckEvent event -> fold(before, event, sequenced.sequence());
      case ReviewEvent _, SessionEvent _, LearnerEvent _ -> before;
    };
  }

  private static DeckRow fold(@Nullable DeckRow before, DeckEvent event, long sequence) {
    if (before == null) {
      return created(event, sequence);
    }
    boolean isKnown = sequence <= before.version();
    return isKnown ? before : changed(before, event).at(sequence, event.occurredAt());
  }

  private static DeckRow created(DeckEvent event, long sequence) {
    if (!(event instanceof DeckCreated created)) {
      throw new IllegalStateException(
          "Expected deck %s to exist, but its %s comes first"
              .formatted(event.deckId(), event.getClass().getSimpleName()));
    }
    return new DeckRow(
        created.userId(),
        created.details(),
        created.isPublic(),
        null,
        0,
        sequence,
        null,
        created.occurredAt(),
        created.occurredAt());
  }

  private static DeckRow changed(DeckRow deck, DeckEvent event) {
    return switch (event) {
      case DeckCreated created ->
          throw new IllegalStateException(
              "Expected deck %s to be new, but it exists".formatted(created.deckId()));
      case DetailsChanged changed -> deck.withDetails(changed.details());
      case VisibilityChanged changed -> deck.withVisibility(changed.isPublic());
      case DeckFeatured featured -> deck.withFeaturedAt(featured.occurredAt());
      case DeckUnfeatured _ -> deck.withFeaturedAt(null);
      case DeckDeleted deleted -> deck.withDeletedAt(deleted.occurredAt());
      case DeckRestored _ -> deck.withDeletedAt(null);
      case CardAdded _ -> deck.withCardCount(deck.cardCount() + 1);
      case CardRemoved _ -> deck.withCardCount(deck.cardCount() - 1);
      case CardChanged _, CardsReordered _ -> deck;
    };
  }
}
