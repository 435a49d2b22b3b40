package dev.manadeck.projection.stats;

import dev.manadeck.events.DeckEvent;
import dev.manadeck.events.LearnerEvent;
import dev.manadeck.events.ReviewEvent.CardMarked;
import dev.manadeck.events.ReviewEvent.CardReviewed;
import dev.manadeck.events.ReviewEvent.ReviewUndone;
import dev.manadeck.events.Sequenced;
import dev.manadeck.events.SessionEvent;
import dev.manadeck.projection.rowkey.LearnerCard;
import dev.manadeck.projection.runtime.Projector;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How many more of a learner's reviews of a card count. */
final class StudiedCardProjector implements Projector<LearnerCard, StudiedCardChange> {

  @Override
  public Set<LearnerCard> keys(Sequenced sequenced) {
    return switch (sequenced.event()) {
      case CardReviewed event ->
          Set.of(new LearnerCard(event.deckId(), event.userId(), event.cardId()));
      case ReviewUndone event ->
          Set.of(new LearnerCard(event.deckId(), event.userId(), event.cardId()));
      case CardMarked _, DeckEvent _, SessionEvent _, LearnerEvent _ -> Set.of();
    };
  }

  @Override
  public @Nullable StudiedCardChange fold(
      LearnerCard card, @Nullable StudiedCardChange before, Sequenced sequenced) {
    return switch (sequenced.event()) {
      case CardReviewed event -> plus(before, 1, event.occurredAt());
      case ReviewUndone event -> plus(before, -1, event.occurredAt());
      case CardMarked _, DeckEvent _, SessionEvent _, LearnerEvent _ -> before;
    };
  }

  private static StudiedCardChange plus(@Nullable StudiedCardChange before, int more, Instant at) {
    return before == null
        ? new StudiedCardChange(more, Span.of(at))
        : new StudiedCardChange(before.reviewCount() + more, before.span().and(at));
  }
}
