package dev.manadeck.projection.deck;

import dev.manadeck.events.DeckDetails;
import dev.manadeck.events.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table {@code decks}.
 *
 * @param cardCount cards that were not removed
 * @param version that the deck's last event made
 */
record DeckRow(
    UserId userId,
    DeckDetails details,
    boolean isPublic,
    @Nullable Instant featuredAt,
    int cardCount,
    long version,
    @Nullable Instant deletedAt,
    Instant createdAt,
    Instant updatedAt) {

  DeckRow at(long newVersion, Instant changedAt) {
    return new DeckRow(
        userId,
        details,
        isPublic,
        featuredAt,
        cardCount,
        newVersion,
        deletedAt,
        createdAt,
        changedAt);
  }

  DeckRow withDetails(DeckDetails newDetails) {
    return new DeckRow(
        userId,
        newDetails,
        isPublic,
        featuredAt,
        cardCount,
        version,
        deletedAt,
        createdAt,
        updatedAt);
  }

  DeckRow withVisibility(boolean isNowPublic) {
    return new DeckRow(
        userId,
        details,
        isNowPublic,
        featuredAt,
        cardCount,
        version,
        deletedAt,
        createdAt,
        updatedAt);
  }

  DeckRow withFeaturedAt(@Nullable Instant since) {
    return new DeckRow(
        userId, details, isPublic, since, cardCount, version, deletedAt, createdAt, updatedAt);
  }

  DeckRow withCardCount(int count) {
    return new DeckRow(
        userId, details, isPublic, featuredAt, count, version, deletedAt, createdAt, updatedAt);
  }

  DeckRow withDeletedAt(@Nullable Instant since) {
    return new DeckRow(
        userId, details, isPublic, featuredAt, cardCount, version, since, createdAt, updatedAt);
  }
}
