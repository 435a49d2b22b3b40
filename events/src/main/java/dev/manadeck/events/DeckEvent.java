package dev.manadeck.events;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What happens to a deck and its cards. Each raises the deck's version by one. */
public sealed interface DeckEvent extends Event {
  DeckId deckId();

  @Override
  default String key() {
    return deckId().toString();
  }

  record DeckCreated(
      DeckId deckId, UserId userId, DeckDetails details, boolean isPublic, Instant occurredAt)
      implements DeckEvent {
    public DeckCreated {
      Objects.requireNonNull(deckId);
      Objects.requireNonNull(userId);
      Objects.requireNonNull(details);
      Objects.requireNonNull(occurredAt);
    }
  }

  /** Carries all details as they are after the change. */
  record DetailsChanged(DeckId deckId, DeckDetails details, Instant occurredAt)
      implements DeckEvent {
    public DetailsChanged {
      Objects.requireNonNull(deckId);
      Objects.requireNonNull(details);
      Objects.requireNonNull(occurredAt);
    }
  }

  record VisibilityChanged(DeckId deckId, boolean isPublic, Instant occurredAt)
      implements DeckEvent {
    public VisibilityChanged {
      Objects.requireNonNull(deckId);
      Objects.requireNonNull(occurredAt);
    }
  }

  record DeckFeatured(DeckId deckId, Instant occurredAt) implements DeckEvent {
    public DeckFeatured {
      Objects.requireNonNull(deckId);
      Objects.requireNonNull(occurredAt);
    }
  }

  record DeckUnfeatured(DeckId deckId, Instant occurredAt) implements DeckEvent {
    public DeckUnfeatured {
      Objects.requireNonNull(deckId);
      Objects.requireNonNull(occurredAt);
    }
  }

  record DeckDeleted(DeckId deckId, Instant occurredAt) implements DeckEvent {
    public DeckDeleted {
      Objects.requireNonNull(deckId);
      Objects.requireNonNull(occurredAt);
    }
  }

  record DeckRestored(DeckId deckId, Instant occurredAt) implements DeckEvent {
    public DeckRestored {
      Objects.requireNonNull(deckId);
      Objects.requireNonNull(occurredAt);
    }
  }

  /** The card stands at {@code position}; positions ascend within a deck and may have gaps. */
  record CardAdded(DeckId deckId, CardId cardId, int position, CardDetails card, Instant occurredAt)
      implements DeckEvent {
    public CardAdded {
      Objects.requireNonNull(deckId);
      Objects.requireNonNull(cardId);
      Objects.requireNonNull(card);
      Objects.requireNonNull(occurredAt);
    }
  }

  record CardChanged(
      DeckId deckId, CardId cardId, int cardVersion, CardChanges changes, Instant occurredAt)
      implements DeckEvent {
    public CardChanged {
      Objects.requireNonNull(deckId);
      Objects.requireNonNull(cardId);
      Objects.requireNonNull(changes);
      Objects.requireNonNull(occurredAt);
    }
  }

  record CardRemoved(DeckId deckId, CardId cardId, Instant occurredAt) implements DeckEvent {
    public CardRemoved {
      Objects.requireNonNull(deckId);
      Objects.requireNonNull(cardId);
      Objects.requireNonNull(occurredAt);
    }
  }

  /** All cards of the deck in their new order: their positions are 0, 1, 2, … */
  record CardsReordered(DeckId deckId, List<CardId> cardIds, Instant occurredAt)
      implements DeckEvent {
    public CardsReordered {
      Objects.requireNonNull(deckId);
      Objects.requireNonNull(occurredAt);
      cardIds = List.copyOf(cardIds);
    }
  }
}
