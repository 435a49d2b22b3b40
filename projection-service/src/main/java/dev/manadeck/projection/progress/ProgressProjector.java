package dev.manadeck.projection.progress;

import dev.manadeck.events.CardId;
import dev.manadeck.events.DeckEvent;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.LearnerEvent;
import dev.manadeck.events.ReviewEvent.CardMarked;
import dev.manadeck.events.ReviewEvent.CardReviewed;
import dev.manadeck.events.ReviewEvent.ReviewUndone;
import dev.manadeck.events.Sequenced;
import dev.manadeck.events.SessionEvent;
import dev.manadeck.events.UserId;
import dev.manadeck.projection.rowkey.LearnerCard;
import dev.manadeck.projection.runtime.Projector;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What reviews do to a learner's progress with a card, in the order in which they happened. The
 * store gives a history wherever they did not arrive so, and where there is no progress yet.
 */
final class ProgressProjector implements Projector<LearnerCard, CardHistory> {
  private static final Recurring<DeckId> DECKS = new Recurring<>();
  private static final Recurring<UserId> LEARNERS = new Recurring<>();

  private final KnownSettings settings;

  ProgressProjector(KnownSettings settings) {
    this.settings = settings;
  }

  @Override
  public Set<LearnerCard> keys(Sequenced sequenced) {
    return switch (sequenced.event()) {
      case CardReviewed event -> Set.of(card(event.deckId(), event.userId(), event.cardId()));
      case ReviewUndone event -> Set.of(card(event.deckId(), event.userId(), event.cardId()));
      case CardMarked _, DeckEvent _, SessionEvent _, LearnerEvent _ -> Set.of();
    };
  }

  /** A replay holds millions of them, too. */
  private static LearnerCard card(DeckId deckId, UserId userId, CardId cardId) {
    return new LearnerCard(DECKS.shared(deckId), LEARNERS.shared(userId), cardId);
  }

  @Override
  public @Nullable CardHistory fold(
      LearnerCard card, @Nullable CardHistory before, Sequenced sequenced) {
    var history = before == null ? CardHistory.none(card.cardId().value()) : before;
    return switch (sequenced.event()) {
      case CardReviewed event -> history.with(ReviewRow.of(event, settings));
      case ReviewUndone event -> history.without(event.reviewId().value(), event.occurredAt());
      case CardMarked _, DeckEvent _, SessionEvent _, LearnerEvent _ -> before;
    };
  }
}
