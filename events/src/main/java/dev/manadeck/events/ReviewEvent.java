package dev.manadeck.events;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a learner does with a card. */
public sealed interface ReviewEvent extends Event {
  DeckId deckId();

  CardId cardId();

  UserId userId();

  @Override
  default String key() {
    return deckId().toString();
  }

  /**
   * @param quality SM-2's grade of 0 to 5, where the client gave one in place of a rating
   * @param studyDay the learner's local date, decided when the review was accepted
   * @param scheduling the deck's settings then; absent where they were {@link
   *     SchedulingSettings#DEFAULT}
   */
  record CardReviewed(
      DeckId deckId,
      CardId cardId,
      ReviewId reviewId,
      UserId userId,
      @Nullable SessionId sessionId,
      Rating rating,
      @Nullable Integer quality,
      Instant reviewedAt,
      @Nullable Integer timeTakenMs,
      ZoneId timeZone,
      int dayStartHour,
      LocalDate studyDay,
      @Nullable SchedulingSettings scheduling,
      Instant occurredAt)
      implements ReviewEvent {
    public CardReviewed {
      Objects.requireNonNull(deckId);
      Objects.requireNonNull(cardId);
      Objects.requireNonNull(reviewId);
      Objects.requireNonNull(userId);
      Objects.requireNonNull(rating);
      Objects.requireNonNull(reviewedAt);
      Objects.requireNonNull(timeZone);
      Objects.requireNonNull(studyDay);
      Objects.requireNonNull(occurredAt);
    }
  }

  /**
   * Repeats of the review what sums are made of, so that a sum can be corrected without it.
   *
   * @param timeTakenMs absent where the review had none
   */
  record ReviewUndone(
      DeckId deckId,
      CardId cardId,
      ReviewId reviewId,
      UserId userId,
      Rating rating,
      @Nullable Integer timeTakenMs,
      LocalDate studyDay,
      Instant occurredAt)
      implements ReviewEvent {
    public ReviewUndone {
      Objects.requireNonNull(deckId);
      Objects.requireNonNull(cardId);
      Objects.requireNonNull(reviewId);
      Objects.requireNonNull(userId);
      Objects.requireNonNull(rating);
      Objects.requireNonNull(studyDay);
      Objects.requireNonNull(occurredAt);
    }
  }

  record CardMarked(
      DeckId deckId, CardId cardId, UserId userId, Mark mark, boolean isSet, Instant occurredAt)
      implements ReviewEvent {
    public CardMarked {
      Objects.requireNonNull(deckId);
      Objects.requireNonNull(cardId);
      Objects.requireNonNull(userId);
      Objects.requireNonNull(mark);
      Objects.requireNonNull(occurredAt);
    }
  }
}
