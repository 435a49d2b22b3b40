package dev.manadeck.command.study;

import dev.manadeck.command.recent.Key;
import dev.manadeck.command.recent.LocatedTable;
import dev.manadeck.command.recent.LocatedTable.Span;
import dev.manadeck.command.shard.Location;
import dev.manadeck.command.snapshot.Section;
import dev.manadeck.events.CardId;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.ReviewEvent.CardReviewed;
import dev.manadeck.events.ReviewEvent.ReviewUndone;
import dev.manadeck.events.ReviewId;
import dev.manadeck.events.Topic;
import dev.manadeck.events.UserId;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** The reviews of the last month: enough to know one that comes again, and to undo one. */
final class ReviewMemory {
  private static final Duration REMEMBERED = Duration.ofDays(30);
  private static final int CARD_HIGH = 0;
  private static final int CARD_LOW = 1;
  private static final int LEARNER = 2;
  private static final int FACTS = 3;
  private static final long FNV_OFFSET = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;

  private final LocatedTable reviews =
      LocatedTable.of("reviews", Topic.REVIEWS.shortName(), REMEMBERED, 4);

  /** What is remembered of a review. */
  record Known(CardId card, ReviewFacts facts, Span span, long learner) {
    boolean isBy(UserId user) {
      return learner == fingerprint(user);
    }

    boolean isUndone() {
      return facts.isUndone();
    }
  }

  Section section() {
    return reviews;
  }

  Optional<Known> find(DeckId deck, ReviewId review) {
    var key = Key.of(deck.value(), review.value());
    return reviews
        .span(key)
        .map(
            span ->
                new Known(
                    new CardId(
                        new UUID(reviews.number(key, CARD_HIGH), reviews.number(key, CARD_LOW))),
                    ReviewFacts.unpacked(reviews.number(key, FACTS)),
                    span,
                    reviews.number(key, LEARNER)));
  }

  void evolve(CardReviewed event, Location location) {
    var key = Key.of(event.deckId().value(), event.reviewId().value());
    reviews.addNew(
        key,
        event.occurredAt(),
        location,
        event.cardId().value().getMostSignificantBits(),
        event.cardId().value().getLeastSignificantBits(),
        fingerprint(event.userId()),
        ReviewFacts.of(event).packed());
  }

  void evolve(ReviewUndone event) {
    var key = Key.of(event.deckId().value(), event.reviewId().value());
    if (reviews.contains(key)) {
      var facts = ReviewFacts.unpacked(reviews.number(key, FACTS));
      reviews.setNumber(key, FACTS, facts.undone().packed());
    }
  }

  /** Users do not choose their ids: it is enough that two are not alike by chance. */
  private static long fingerprint(UserId user) {
    var text = user.value();
    var hash = FNV_OFFSET;
    for (var i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return hash ^ hash >>> 32;
  }
}
