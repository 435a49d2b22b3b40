package dev.manadeck.command.http;

import dev.manadeck.command.study.GivenReview;
import dev.manadeck.command.study.ReviewVerdict;
import dev.manadeck.events.Recorded;
import dev.manadeck.web.problem.FieldError;
import java.util.List;
import java.util.stream.Stream;

/** The reviews of one request, readable or not, and what becomes of them. */
record ReviewBatch(List<Item> items) {
  static final ReviewBatch NONE = new ReviewBatch(List.of());

  sealed interface Item {
    /**
     * @param isNamed whether the client gave it an id
     */
    record Readable(GivenReview review, boolean isNamed) implements Item {}

    record Unreadable(List<FieldError> errors) implements Item {}
  }

  List<GivenReview> readable() {
    return readableItems().map(Item.Readable::review).toList();
  }

  private Stream<Item.Readable> readableItems() {
    return items.stream().filter(Item.Readable.class::isInstance).map(Item.Readable.class::cast);
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
        case Item.Readable(_, var isNamed) -> results.judged(next.next(), isNamed);
      }
    }
    return results.results();
  }

  /**
   * @param verdicts as if the readable ones came now
   * @param facts of those that were accepted when they came first
   */
  ReviewResults resultsBefore(List<ReviewVerdict> verdicts, List<Recorded> facts) {
    var accepted = AcceptedBefore.of(facts, readableItems().toList());
    var next = verdicts.iterator();
    var results = new ReviewResults.Collector();
    for (var item : items) {
      switch (item) {
        case Item.Unreadable(var errors) -> results.unreadable(errors);
        case Item.Readable readable -> {
          var verdict = next.next();
          accepted
              .find(readable)
              .ifPresentOrElse(
                  results::accepted, () -> results.judgedAgain(verdict, readable.isNamed()));
        }
      }
    }
    return results.results();
  }
}
