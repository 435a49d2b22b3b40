package dev.manadeck.bench.log;

import dev.manadeck.bench.report.Figure;
import dev.manadeck.events.CardId;
import dev.manadeck.events.ReviewEvent.CardReviewed;
import java.util.HashSet;
import java.util.Set;

/**
 * How many cards the reviews of a log are about that lie close together: the fewer, the fewer rows
 * has a projection to read and to write for as many events, whatever else stands in its tables.
 */
public final class Closeness {
  /** As many as a projection applies at once of each of four partitions. */
  private static final int CLOSE = 40_000;

  private final Set<CardId> cards = new HashSet<>();
  private long reviewsLately;
  private long reviews;
  private long rows;

  private Closeness() {}

  public static Figure of(EventSource log) {
    Closeness closeness = new Closeness();
    log.writeTo(
        recorded -> {
          if (recorded.event() instanceof CardReviewed review) {
            closeness.add(review.cardId());
          }
        });
    closeness.begin();
    return new Figure(
        "different cards in 100 of %,d reviews".formatted(CLOSE),
        100.0 * closeness.rows / closeness.reviews,
        "cards");
  }

  private void add(CardId card) {
    cards.add(card);
    reviews++;
    reviewsLately++;
    if (reviewsLately == CLOSE) {
      begin();
    }
  }

  private void begin() {
    rows += cards.size();
    cards.clear();
    reviewsLately = 0;
  }
}
