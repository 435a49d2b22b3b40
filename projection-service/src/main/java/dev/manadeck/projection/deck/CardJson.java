package dev.manadeck.projection.deck;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A card as it is answered, with the caller's own marks.
 *
 * @param content JSON, as it stands in the table
 */
record CardJson(
    UUID id,
    UUID deckId,
    int position,
    @Nullable String title,
    @JsonRawValue String content,
    String cardType,
    @Nullable String aiModel,
    @Nullable String aiPrompt,
    long version,
    boolean isFavorite,
    boolean isSuspended,
    Instant createdAt,
    Instant updatedAt) {}
