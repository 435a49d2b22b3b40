package dev.manadeck.events;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A sitting in which a learner studies cards of one deck. */
public sealed interface SessionEvent extends Event {
  DeckId deckId();

  SessionId sessionId();

  UserId userId();

  @Override
  default String key() {
    return deckId().toString();
  }

  /**
   * @param cardIds the cards to study; absent where they are all cards that the deck had then
   */
  record SessionStarted(
      DeckId deckId,
      SessionId sessionId,
      UserId userId,
      SessionMode mode,
      @Nullable List<CardId> cardIds,
      int totalCards,
      ZoneId timeZone,
      int dayStartHour,
      Instant occurredAt)
      implements SessionEvent {
    public SessionStarted {
      Objects.requireNonNull(deckId);
      Objects.requireNonNull(sessionId);
      Objects.requireNonNull(userId);
      Objects.requireNonNull(mode);
      Objects.requireNonNull(timeZone);
      Objects.requireNonNull(occurredAt);
      cardIds = cardIds == null ? null : List.copyOf(cardIds);
    }
  }

  /**
   * @param completedCards cards of the session that were reviewed in it
   * @param correctCards of these, the ones whose last review was right
   * @param isWin every card was studied and at least 80 % of the reviews were right
   */
  record SessionCompleted(
      DeckId deckId,
      SessionId sessionId,
      UserId userId,
      int totalCards,
      int completedCards,
      int correctCards,
      int reviewCount,
      int correctReviewCount,
      boolean isWin,
      int timeSpentSeconds,
      Instant occurredAt)
      implements SessionEvent {
    public SessionCompleted {
      Objects.requireNonNull(deckId);
      Objects.requireNonNull(sessionId);
      Objects.requireNonNull(userId);
      Objects.requireNonNull(occurredAt);
    }
  }
}
