package dev.manadeck.command.study;

import dev.manadeck.command.recent.Key;
import dev.manadeck.command.recent.LocatedTable;
import dev.manadeck.command.recent.LocatedTable.Entry;
import dev.manadeck.command.recent.LocatedTable.Span;
import dev.manadeck.command.recent.RecentMemory;
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

  private final LocatedTable reviews;

  ReviewMemory(RecentMemory memory) {
    reviews =
        LocatedTable.of("reviews", Topic.REVIEWS.shortName(), memory.retention(REMEMBERED, 6), 4);
  }

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
    return Optional.ofNullable(reviews.find(keyOf(deck, review))).map(ReviewMemory::known);
  }

  private static Known known(Entry review) {
    return new Known(
        new CardId(new UUID(review.number(CARD_HIGH), review.number(CARD_LOW))),
        ReviewFacts.unpacked(review.number(FACTS)),
        review.span(),
        review.number(LEARNER));
  }

  private static Key keyOf(DeckId deck, ReviewId review) {
    return Key.of(deck.value(), review.value());
  }

  void evolve(CardReviewed event, Location location) {
    reviews.addNew(
        keyOf(event.deckId(), event.reviewId()),
        event.occurredAt(),
        location,
        event.cardId().value().getMostSignificantBits(),
        event.cardId().value().getLeastSignificantBits(),
        fingerprint(event.userId()),
        ReviewFacts.of(event).packed());
  }

  void evolve(ReviewUndone event) {
    var review = reviews.find(keyOf(event.deckId(), event.reviewId()));
    if (review != null) {
      review.setNumber(FACTS, ReviewFacts.unpacked(review.number(FACTS)).undone().packed());
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
