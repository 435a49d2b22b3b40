package dev.manadeck.command.http;

import dev.manadeck.events.CardId;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.Rating;
import dev.manadeck.events.ReviewEvent.CardReviewed;
import dev.manadeck.events.ReviewId;
import dev.manadeck.events.SessionId;
import dev.manadeck.events.UserId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** A review as it is answered. */
record ReviewJson(
    ReviewId id,
    ReviewId reviewId,
    DeckId deckId,
    CardId cardId,
    UserId userId,
    @Nullable SessionId sessionId,
    Rating rating,
    @Nullable Integer quality,
    Instant reviewedAt,
    @Nullable Integer timeTakenMs,
    ZoneId timeZone,
    int dayStartHour,
    LocalDate studyDay) {

  static ReviewJson of(CardReviewed event) {
    return new ReviewJson(
        event.reviewId(),
        event.reviewId(),
        event.deckId(),
        event.cardId(),
        event.userId(),
        event.sessionId(),
        event.rating(),
        event.quality(),
        event.reviewedAt(),
        event.timeTakenMs(),
        event.timeZone(),
        event.dayStartHour(),
        event.studyDay());
  }
}
