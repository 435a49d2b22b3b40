package dev.manadeck.command.deck;

import dev.manadeck.events.DeckDetails;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A deck as decisions see it. Every field but {@code cards} is fixed. */
public record Deck(
    DeckId id,
    UserId owner,
    DeckDetails details,
    boolean isPublic,
    @Nullable Instant featuredAt,
    boolean isDeleted,
    CardIndex cards,
    int cardCount,
    long version,
    Instant createdAt,
    Instant updatedAt) {

  public boolean isFeatured() {
    return featuredAt != null;
  }

  boolean isOwnedBy(UserId user) {
    return owner.equals(user);
  }

  Deck withDetails(DeckDetails newDetails, Instant at) {
    return changed(newDetails, isPublic, featuredAt, isDeleted, at);
  }

  Deck withVisibility(boolean nowPublic, Instant at) {
    return changed(details, nowPublic, featuredAt, isDeleted, at);
  }

  Deck withFeatured(@Nullable Instant since, Instant at) {
    return changed(details, isPublic, since, isDeleted, at);
  }

  Deck withDeleted(boolean nowDeleted, Instant at) {
    return changed(details, isPublic, featuredAt, nowDeleted, at);
  }

  Deck withCardsChanged(Instant at) {
    return changed(details, isPublic, featuredAt, isDeleted, at);
  }

  private Deck changed(
      DeckDetails newDetails,
      boolean nowPublic,
      @Nullable Instant newFeaturedAt,
      boolean nowDeleted,
      Instant at) {
    return new Deck(
        id,
        owner,
        newDetails,
        nowPublic,
        newFeaturedAt,
        nowDeleted,
        cards,
        cards.size(),
        version + 1,
        createdAt,
        at);
  }
}
