package dev.manadeck.command.http;

import dev.manadeck.command.deck.Deck;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.SchedulingSettings;
import dev.manadeck.events.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A deck as it is answered. */
record DeckJson(
    DeckId id,
    UserId userId,
    String title,
    @Nullable String description,
    @Nullable String coverImageUrl,
    boolean isPublic,
    boolean isFeatured,
    @Nullable Instant featuredAt,
    SchedulingSettings settings,
    List<String> tags,
    ObjectNode metadata,
    int cardCount,
    long version,
    Instant createdAt,
    Instant updatedAt) {

  static DeckJson of(Deck deck) {
    var details = deck.details();
    return new DeckJson(
        deck.id(),
        deck.owner(),
        details.title(),
        details.description(),
        details.coverImageUrl(),
        deck.isPublic(),
        deck.isFeatured(),
        deck.featuredAt(),
        details.settings(),
        details.tags(),
        details.metadata(),
        deck.cardCount(),
        deck.version(),
        deck.createdAt(),
        deck.updatedAt());
  }
}
