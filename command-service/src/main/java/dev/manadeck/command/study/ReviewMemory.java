package dev.manadeck.command.study;

import dev.manadeck.command.recent.Key;
import dev.manadeck.command.recent.LocatedTable;
import dev.manadeck.command.recent.LocatedTable.Span;
import dev.manadeck.command.shard.Location;
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

  private final LocatedTable reviews =
      new LocatedTable(Topic.REVIEWS.shortName(), REMEMBERED, 4, key -> {});

  /** What is remembered of a review. */
  record Known(CardId card, ReviewFacts facts, Span span, long learner) {
    boolean isBy(UserId user) {
      return learner == fingerprint(user);
    }

    boolean isUndone() {
      return facts.isUndone();
    }
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
    if (!reviews.contains(key)) {
      reviews.add(
          key,
          event.occurredAt(),
          location,
          event.cardId().value().getMostSignificantBits(),
          event.cardId().value().getLeastSignificantBits(),
          fingerprint(event.userId()),
          ReviewFacts.of(event).packed());
    }
  }

  void evolve(ReviewUndone event) {
    var key = Key.of(event.deckId().value(), event.reviewId().value());
    if (reviews.contains(key)) {
      var facts = ReviewFacts.unpacked(reviews.number(key, FACTS));
      reviews.setNumber(key, FACTS, facts.undone().packed());
    }
  }

  private static long fingerprint(UserId user) {
    return Key.of("learner", user.value()).high();
  }
}
