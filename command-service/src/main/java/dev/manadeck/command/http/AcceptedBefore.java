package dev.manadeck.command.http;

import dev.manadeck.command.http.ReviewBatch.Item.Readable;
import dev.manadeck.command.study.GivenReview;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.ReviewEvent.CardReviewed;
import dev.manadeck.events.SessionId;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which reviews of a batch that comes again were accepted when it came first. */
final class AcceptedBefore {
  private final List<CardReviewed> left;
  private final Map<Readable, CardReviewed> found = new IdentityHashMap<>();

  private AcceptedBefore(Stream<CardReviewed> accepted) {
    left = new ArrayList<>(accepted.toList());
  }

  /**
   * A review that came without an id was given a new one then, and is known by what it says; the
   * session too, unless it was left out because the card came after the session began.
   */
  static AcceptedBefore of(List<Recorded> facts, List<Readable> reviews) {
    var accepted =
        new AcceptedBefore(facts.stream().map(Recorded::event).map(CardReviewed.class::cast));
    var named = reviews.stream().filter(Readable::isNamed).toList();
    var unnamed = reviews.stream().filter(review -> !review.isNamed()).toList();
    accepted.take(named, AcceptedBefore::isTheSame);
    accepted.take(unnamed, (event, review) -> saysTheSame(event, review, review.sessionId()));
    accepted.take(unnamed, (event, review) -> saysTheSame(event, review, null));
    return accepted;
  }

  private void take(List<Readable> reviews, BiPredicate<CardReviewed, GivenReview> match) {
    for (var review : reviews) {
      if (!found.containsKey(review)) {
        left.stream()
            .filter(event -> match.test(event, review.review()))
            .findFirst()
            .ifPresent(
                event -> {
                  left.remove(event);
                  found.put(review, event);
                });
      }
    }
  }

  Optional<CardReviewed> find(Readable review) {
    return Optional.ofNullable(found.get(review));
  }

  private static boolean isTheSame(CardReviewed event, GivenReview review) {
    return event.reviewId().equals(review.reviewId()) && event.cardId().equals(review.cardId());
  }

  private static boolean saysTheSame(
      CardReviewed event, GivenReview review, @Nullable SessionId session) {
    return event.cardId().equals(review.cardId())
        && event.rating() == review.rating()
        && Objects.equals(event.quality(), review.quality())
        && Objects.equals(event.sessionId(), session)
        && Objects.equals(event.timeTakenMs(), review.timeTakenMs())
        && isAbsentOr(event.reviewedAt(), review.reviewedAt())
        && isAbsentOr(event.timeZone(), review.timeZone())
        && isAbsentOr(event.dayStartHour(), review.dayStartHour());
  }

  private static boolean isAbsentOr(Object recorded, @Nullable Object given) {
    return given == null || given.equals(recorded);
  }
}
