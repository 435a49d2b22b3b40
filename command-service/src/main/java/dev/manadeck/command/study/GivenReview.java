package dev.manadeck.command.study;

import dev.manadeck.events.CardId;
import dev.manadeck.events.Rating;
import dev.manadeck.events.ReviewId;
import dev.manadeck.events.SessionId;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** A review as a client gives it; what is absent is taken from its session, or is usual. */
public record GivenReview(
    ReviewId reviewId,
    CardId cardId,
    Rating rating,
    @Nullable Integer quality,
    @Nullable Instant reviewedAt,
    @Nullable Integer timeTakenMs,
    @Nullable SessionId sessionId,
    @Nullable ZoneId timeZone,
    @Nullable Integer dayStartHour) {}
