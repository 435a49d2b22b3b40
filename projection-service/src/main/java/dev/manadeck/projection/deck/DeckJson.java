package dev.manadeck.projection.deck;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.manadeck.events.SchedulingSettings;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A deck as it is answered.
 *
 * @param metadata JSON, as it stands in the table
 * @param cards absent in lists
 */
record DeckJson(
    UUID id,
    String userId,
    String title,
    @Nullable String description,
    @Nullable String coverImageUrl,
    boolean isPublic,
    boolean isFeatured,
    @Nullable Instant featuredAt,
    SchedulingSettings settings,
    List<String> tags,
    @JsonRawValue String metadata,
    int cardCount,
    long version,
    Instant createdAt,
    Instant updatedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<CardJson> cards) {

  DeckJson with(List<CardJson> itsCards) {
    return new DeckJson(
        id,
        userId,
        title,
        description,
        coverImageUrl,
        isPublic,
        isFeatured,
        featuredAt,
        settings,
        tags,
        metadata,
        cardCount,
        version,
        createdAt,
        updatedAt,
        itsCards);
  }
}
