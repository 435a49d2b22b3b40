package dev.manadeck.projection.rowkey;

import dev.manadeck.events.CardId;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.UserId;
import dev.manadeck.projection.runtime.Columns;
import org.jspecify.annotations.Nullable;

/** One learner's side of one card. */
public record LearnerCard(DeckId deckId, UserId userId, CardId cardId)
    implements Comparable<LearnerCard> {
  public static final Columns<LearnerCard> COLUMNS =
      Columns.<LearnerCard>none()
          .uuid("deck_id", card -> card.deckId().value())
          .text("user_id", card -> card.userId().value())
          .uuid("card_id", card -> card.cardId().value());

  @Override
  public int compareTo(LearnerCard other) {
    int byDeck = deckId.compareTo(other.deckId);
    if (byDeck != 0) {
      return byDeck;
    }
    int byUser = userId.value().compareTo(other.userId.value());
    return byUser != 0 ? byUser : cardId.compareTo(other.cardId);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LearnerCard that
        && cardId.value().equals(that.cardId.value())
        && (deckId == that.deckId || deckId.value().equals(that.deckId.value()))
        && (userId == that.userId || userId.value().equals(that.userId.value()));
  }

  /** Like equality faster than what records have: both are asked for with every event. */
  @Override
  public int hashCode() {
    return 31 * (31 * cardId.value().hashCode() + deckId.value().hashCode())
        + userId.value().hashCode();
  }
}
