package dev.manadeck.projection.progress;

import dev.manadeck.events.DeckEvent;
import dev.manadeck.events.LearnerEvent;
import dev.manadeck.events.ReviewEvent.CardMarked;
import dev.manadeck.events.ReviewEvent.CardReviewed;
import dev.manadeck.events.ReviewEvent.ReviewUndone;
import dev.manadeck.events.Sequenced;
import dev.manadeck.events.SessionEvent;
import dev.manadeck.projection.rowkey.LearnerCard;
import dev.manadeck.projection.runtime.Projector;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a learner has last said of a card. */
final class MarkProjector implements Projector<LearnerCard, MarkRow> {

  @Override
  public Set<LearnerCard> keys(Sequenced sequenced) {
    return switch (sequenced.event()) {
      case CardMarked event ->
          Set.of(new LearnerCard(event.deckId(), event.userId(), event.cardId()));
      case CardReviewed _, ReviewUndone _, DeckEvent _, SessionEvent _, LearnerEvent _ -> Set.of();
    };
  }

  @Override
  public @Nullable MarkRow fold(LearnerCard card, @Nullable MarkRow before, Sequenced sequenced) {
    return switch (sequenced.event()) {
      case CardMarked event ->
          (before == null ? MarkRow.none(event.occurredAt()) : before)
              .with(event.mark(), event.isSet(), event.occurredAt());
      case CardReviewed _, ReviewUndone _, DeckEvent _, SessionEvent _, LearnerEvent _ -> before;
    };
  }
}
