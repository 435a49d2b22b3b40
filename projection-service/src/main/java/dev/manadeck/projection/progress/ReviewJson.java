package dev.manadeck.projection.progress;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A review as it is answered. */
record ReviewJson(
    UUID id,
    UUID reviewId,
    UUID deckId,
    UUID cardId,
    String userId,
    @Nullable UUID sessionId,
    String rating,
    @Nullable Integer quality,
    Instant reviewedAt,
    @Nullable Integer timeTakenMs,
    String timeZone,
    int dayStartHour,
    LocalDate studyDay) {}
