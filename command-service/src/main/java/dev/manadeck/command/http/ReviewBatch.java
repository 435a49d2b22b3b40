package dev.manadeck.command.http;

import dev.manadeck.command.study.GivenReview;
import dev.manadeck.command.study.ReviewVerdict;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.ReviewEvent.CardReviewed;
import dev.manadeck.web.problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    return items.stream()
        .<GivenReview>mapMulti(
            (item, out) -> {
              if (item instanceof Item.Readable(var review, _)) {
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
    var accepted = new ArrayList<CardReviewed>();
    facts.forEach(fact -> accepted.add((CardReviewed) fact.event()));
    var next = verdicts.iterator();
    var results = new ReviewResults.Collector();
    for (var item : items) {
      switch (item) {
        case Item.Unreadable(var errors) -> results.unreadable(errors);
        case Item.Readable(var review, var isNamed) -> {
          var verdict = next.next();
          takeFirst(accepted, review, verdict)
              .ifPresentOrElse(results::accepted, () -> results.judgedAgain(verdict, isNamed));
        }
      }
    }
    if (items.isEmpty()) {
      accepted.forEach(results::accepted);
    }
    return results.results();
  }

  /** A review that came without an id was given a new one then, and is known by what it says. */
  private static Optional<CardReviewed> takeFirst(
      List<CardReviewed> accepted, GivenReview review, ReviewVerdict verdict) {
    var known = verdict instanceof ReviewVerdict.Duplicate;
    var match =
        accepted.stream()
            .filter(
                event ->
                    known ? event.reviewId().equals(review.reviewId()) : saysTheSame(event, review))
            .findFirst();
    match.ifPresent(accepted::remove);
    return match;
  }

  private static boolean saysTheSame(CardReviewed event, GivenReview review) {
    return event.cardId().equals(review.cardId())
        && event.rating() == review.rating()
        && Objects.equals(event.quality(), review.quality())
        && Objects.equals(event.sessionId(), review.sessionId())
        && Objects.equals(event.timeTakenMs(), review.timeTakenMs())
        && isAbsentOr(event.reviewedAt(), review.reviewedAt())
        && isAbsentOr(event.timeZone(), review.timeZone())
        && isAbsentOr(event.dayStartHour(), review.dayStartHour());
  }

  private static boolean isAbsentOr(Object recorded, @Nullable Object given) {
    return given == null || given.equals(recorded);
  }
}
