package dev.manadeck.command.study;

import dev.manadeck.command.snapshot.PartReader;
import dev.manadeck.command.snapshot.PartWriter;
import dev.manadeck.events.CardId;
import dev.manadeck.events.Rating;
import dev.manadeck.events.ReviewId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The reviews of an open session, in the order in which they were accepted. */
final class Tally {
  private static final double WIN_SHARE = 0.8;

  private record Counted(CardId card, boolean isRight) {}

  private final Map<ReviewId, Counted> reviews = new LinkedHashMap<>();

  void add(ReviewId review, CardId card, Rating rating) {
    reviews.put(review, new Counted(card, rating != Rating.AGAIN));
  }

  /** False if the review is not among them. */
  boolean undo(ReviewId review) {
    return reviews.remove(review) != null;
  }

  int reviewCount() {
    return reviews.size();
  }

  int rightCount() {
    return (int) reviews.values().stream().filter(Counted::isRight).count();
  }

  int cardCount() {
    return lastOfEachCard().size();
  }

  /** Cards whose last review was right. */
  int rightCardCount() {
    return (int) lastOfEachCard().values().stream().filter(right -> right).count();
  }

  boolean isWin(int totalCards) {
    return totalCards > 0 && cardCount() >= totalCards && rightCount() >= WIN_SHARE * reviewCount();
  }

  void write(PartWriter part) {
    part.small(reviews.size());
    reviews.forEach(
        (review, counted) ->
            part.uuid(review.value()).uuid(counted.card().value()).flag(counted.isRight()));
  }

  static Tally read(PartReader part) {
    var tally = new Tally();
    for (var left = part.small(); left > 0; left--) {
      var review = new ReviewId(part.uuid());
      tally.reviews.put(review, new Counted(new CardId(part.uuid()), part.flag()));
    }
    return tally;
  }

  private Map<CardId, Boolean> lastOfEachCard() {
    var last = new HashMap<CardId, Boolean>();
    reviews.values().forEach(review -> last.put(review.card(), review.isRight()));
    return last;
  }
}
