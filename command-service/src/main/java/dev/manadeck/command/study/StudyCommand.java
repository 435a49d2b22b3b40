package dev.manadeck.command.study;

import dev.manadeck.events.CardId;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.Mark;
import dev.manadeck.events.ReviewId;
import dev.manadeck.events.SessionId;
import dev.manadeck.events.SessionMode;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a learner can ask of a deck. */
public sealed interface StudyCommand {
  DeckId deckId();

  /**
   * @param cardIds all cards of the deck if absent
   */
  record StartSession(
      DeckId deckId,
      SessionId sessionId,
      SessionMode mode,
      @Nullable List<CardId> cardIds,
      @Nullable ZoneId timeZone,
      @Nullable Integer dayStartHour)
      implements StudyCommand {}

  /**
   * @param timeSpentSeconds the time since the start if absent
   */
  record CompleteSession(DeckId deckId, SessionId sessionId, @Nullable Integer timeSpentSeconds)
      implements StudyCommand {}

  /** One bad review does not spoil the others. */
  record Review(DeckId deckId, List<GivenReview> reviews) implements StudyCommand {}

  record UndoReview(DeckId deckId, ReviewId reviewId) implements StudyCommand {}

  record MarkCard(DeckId deckId, CardId cardId, Mark mark, boolean isSet) implements StudyCommand {}
}
