package dev.manadeck.command.http;

import dev.manadeck.command.study.GivenReview;
import dev.manadeck.command.study.ReviewVerdict;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.ReviewEvent.CardReviewed;
import dev.manadeck.web.problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The reviews of one request, readable or not, and what becomes of them. */
record ReviewBatch(List<Item> items) {
  static final ReviewBatch NONE = new ReviewBatch(List.of());

  sealed interface Item {
    record Readable(GivenReview review) implements Item {}

    record Unreadable(List<FieldError> errors) implements Item {}
  }

  List<GivenReview> readable() {
    return items.stream()
        .<GivenReview>mapMulti(
            (item, out) -> {
              if (item instanceof Item.Readable(var review)) {
                out.accept(review);
              }
            })
        .toList();
  }

  /**
   * @param verdicts on the readable ones
   */
  ReviewResults results(List<ReviewVerdict> verdicts) {
    var next = verdicts.iterator();
    var results = new ReviewResults.Collector();
    for (var item : items) {
      switch (item) {
        case Item.Unreadable(var errors) -> results.unreadable(errors);
        case Item.Readable _ -> results.judged(next.next());
      }
    }
    return results.results();
  }

  /**
   * @param verdicts as if the readable ones came now
   * @param facts of those that were accepted when they came first
   */
  ReviewResults resultsBefore(List<ReviewVerdict> verdicts, List<Recorded> facts) {
    var accepted = new ArrayList<CardReviewed>();
    facts.forEach(fact -> accepted.add((CardReviewed) fact.event()));
    var next = verdicts.iterator();
    var results = new ReviewResults.Collector();
    for (var item : items) {
      switch (item) {
        case Item.Unreadable(var errors) -> results.unreadable(errors);
        case Item.Readable(var review) -> {
          var verdict = next.next();
          takeFirst(accepted, review, verdict)
              .ifPresentOrElse(results::accepted, () -> results.judged(verdict));
        }
      }
    }
    if (items.isEmpty()) {
      accepted.forEach(results::accepted);
    }
    return results.results();
  }

  /** A review that came without an id was given a new one then, and is known by its card. */
  private static Optional<CardReviewed> takeFirst(
      List<CardReviewed> accepted, GivenReview review, ReviewVerdict verdict) {
    var known = verdict instanceof ReviewVerdict.Duplicate;
    var match =
        accepted.stream()
            .filter(
                event ->
                    known
                        ? event.reviewId().equals(review.reviewId())
                        : event.cardId().equals(review.cardId())
                            && event.rating() == review.rating())
            .findFirst();
    match.ifPresent(accepted::remove);
    return match;
  }
}
