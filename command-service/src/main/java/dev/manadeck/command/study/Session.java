package dev.manadeck.command.study;

import dev.manadeck.command.snapshot.PartReader;
import dev.manadeck.command.snapshot.PartWriter;
import dev.manadeck.events.CardId;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.SessionEvent.SessionCompleted;
import dev.manadeck.events.SessionEvent.SessionStarted;
import dev.manadeck.events.SessionId;
import dev.manadeck.events.SessionMode;
import dev.manadeck.events.UserId;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * @param cards what is to be studied; absent where it is the whole deck as it was at the start
 * @param completion absent while the session is open
 */
public record Session(
    SessionId id,
    DeckId deckId,
    UserId userId,
    SessionMode mode,
    @Nullable ChosenCards cards,
    int totalCards,
    ZoneId timeZone,
    int dayStartHour,
    Instant startedAt,
    @Nullable Completion completion) {

  public record Completion(
      int completedCards, int correctCards, int timeSpentSeconds, Instant completedAt) {
    private void write(PartWriter part) {
      part.small(completedCards).small(correctCards).small(timeSpentSeconds).time(completedAt);
    }

    private static Completion read(PartReader part) {
      return new Completion(part.small(), part.small(), part.small(), part.time());
    }
  }

  static Session started(SessionStarted event) {
    return new Session(
        event.sessionId(),
        event.deckId(),
        event.userId(),
        event.mode(),
        event.cardIds() == null ? null : ChosenCards.of(event.cardIds()),
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

  void write(PartWriter part) {
    part.uuid(deckId.value())
        .uuid(id.value())
        .text(userId.value())
        .text(mode.name())
        .small(totalCards)
        .text(timeZone.getId())
        .small(dayStartHour)
        .time(startedAt)
        .flag(cards != null);
    if (cards != null) {
      cards.write(part);
    }
    part.flag(completion != null);
    if (completion != null) {
      completion.write(part);
    }
  }

  static Session read(PartReader part) {
    var deckId = new DeckId(part.uuid());
    var id = new SessionId(part.uuid());
    var userId = new UserId(part.text());
    var mode = SessionMode.valueOf(part.text());
    var totalCards = part.small();
    var timeZone = ZoneId.of(part.text());
    var dayStartHour = part.small();
    var startedAt = part.time();
    var cards = part.flag() ? ChosenCards.read(part) : null;
    var completion = part.flag() ? Completion.read(part) : null;
    return new Session(
        id, deckId, userId, mode, cards, totalCards, timeZone, dayStartHour, startedAt, completion);
  }

  boolean isOpen() {
    return completion == null;
  }

  boolean isOverWholeDeck() {
    return cards == null;
  }

  boolean includes(CardId card) {
    return cards == null || cards.contains(card);
  }
}
