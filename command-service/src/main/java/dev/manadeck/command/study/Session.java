package dev.manadeck.command.study;

import dev.manadeck.events.CardId;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.SessionEvent.SessionCompleted;
import dev.manadeck.events.SessionEvent.SessionStarted;
import dev.manadeck.events.SessionId;
import dev.manadeck.events.SessionMode;
import dev.manadeck.events.UserId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * @param cards what is to be studied; absent where it is the whole deck
 * @param completion absent while the session is open
 */
public record Session(
    SessionId id,
    DeckId deckId,
    UserId userId,
    SessionMode mode,
    @Nullable Set<CardId> cards,
    int totalCards,
    ZoneId timeZone,
    int dayStartHour,
    Instant startedAt,
    @Nullable Completion completion) {

  public record Completion(
      int completedCards, int correctCards, int timeSpentSeconds, Instant completedAt) {}

  static Session started(SessionStarted event) {
    return new Session(
        event.sessionId(),
        event.deckId(),
        event.userId(),
        event.mode(),
        event.cardIds() == null ? null : Set.copyOf(event.cardIds()),
        event.totalCards(),
        event.timeZone(),
        event.dayStartHour(),
        event.occurredAt(),
        null);
  }

  /** The cards are of no more use then. */
  Session completed(SessionCompleted event) {
    return new Session(
        id,
        deckId,
        userId,
        mode,
        null,
        totalCards,
        timeZone,
        dayStartHour,
        startedAt,
        new Completion(
            event.completedCards(),
            event.correctCards(),
            event.timeSpentSeconds(),
            event.occurredAt()));
  }

  boolean isOpen() {
    return completion == null;
  }

  boolean includes(CardId card) {
    return cards == null || cards.contains(card);
  }
}
