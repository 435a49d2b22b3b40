package dev.manadeck.projection.progress;

import dev.manadeck.projection.rowkey.LearnerCard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a batch does to the rows of progress and reviews, sorted out by how it is written best.
 *
 * @param newReviews that no row stands for yet
 * @param changedReviews of cards whose history was read, new ones among them
 * @param newRows of cards that had no review
 * @param continuedRows of cards whose reviews went on where they stood
 * @param places of the continued rows, in the same order
 * @param changedRows of cards whose history was read
 * @param gone cards of which no review counts any more
 */
record ProgressChanges(
    List<ReviewStore.Stored> newReviews,
    List<ReviewStore.Stored> changedReviews,
    List<Derived> newRows,
    List<Derived> continuedRows,
    List<String> places,
    List<Derived> changedRows,
    List<LearnerCard> gone) {

  static ProgressChanges of(List<Map.Entry<LearnerCard, CardHistory>> histories) {
    var changes =
        new ProgressChanges(
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());
    histories.forEach(entry -> changes.add(entry.getKey(), entry.getValue()));
    return changes;
  }

  private void add(LearnerCard card, CardHistory history) {
    switch (history) {
      case CardHistory.Continued continued -> {
        addReviews(card, history, newReviews);
        continuedRows.add(Derived.of(card, continued.progress(), continued.lastReview()));
        places.add(continued.place());
      }
      case CardHistory.Whole whole when whole.isNew() -> {
        addReviews(card, history, newReviews);
        Derived.ifAny(card, history).ifPresent(newRows::add);
      }
      case CardHistory.Whole _ -> {
        addReviews(card, history, changedReviews);
        Derived.ifAny(card, history).ifPresentOrElse(changedRows::add, () -> gone.add(card));
      }
    }
  }

  private static void addReviews(
      LearnerCard card, CardHistory history, List<ReviewStore.Stored> reviews) {
    history.changed().forEach(review -> reviews.add(new ReviewStore.Stored(card, review)));
  }
}
