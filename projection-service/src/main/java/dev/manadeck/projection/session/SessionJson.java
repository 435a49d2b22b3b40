package dev.manadeck.projection.session;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A session as it is answered; an open one with what was reviewed in it so far. */
record SessionJson(
    UUID id,
    UUID deckId,
    String userId,
    String mode,
    int totalCards,
    int completedCards,
    int correctCards,
    Instant startedAt,
    @Nullable Instant completedAt,
    int timeSpentSeconds) {}
