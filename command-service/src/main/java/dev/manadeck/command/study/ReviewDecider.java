package dev.manadeck.command.study;

import dev.manadeck.command.deck.Deck;
import dev.manadeck.command.verdict.CommandContext;
import dev.manadeck.command.verdict.Refusal;
import dev.manadeck.command.verdict.RefusalKind;
import dev.manadeck.events.CardId;
import dev.manadeck.events.ReviewEvent.CardReviewed;
import dev.manadeck.events.ReviewId;
import dev.manadeck.events.SchedulingSettings;
import dev.manadeck.events.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules of reviews on a deck that the caller may study. */
public final class ReviewDecider {
  private static final Duration FAST_CLOCK = Duration.ofMinutes(5);
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  /** So many of them still fit into one part of a snapshot. */
  static final int MOST_IN_SESSION = 100_000;

  private final Study study;
  private final Deck deck;
  private final CommandContext context;
  private final Map<ReviewId, CardId> accepted = new HashMap<>();
  private final Map<SessionId, Integer> acceptedIn = new HashMap<>();

  private ReviewDecider(Study study, Deck deck, CommandContext context) {
    this.study = study;
    this.deck = deck;
    this.context = context;
  }

  public static List<ReviewVerdict> decide(
      Study study, Deck deck, List<GivenReview> reviews, CommandContext context) {
    var decider = new ReviewDecider(study, deck, context);
    var verdicts = new ArrayList<ReviewVerdict>(reviews.size());
    reviews.forEach(review -> verdicts.add(decider.judge(review)));
    return verdicts;
  }

  private ReviewVerdict judge(GivenReview review) {
    var acceptedOn = accepted.get(review.reviewId());
    if (acceptedOn != null) {
      return acceptedOn.equals(review.cardId())
          ? new ReviewVerdict.Duplicate(review.reviewId(), null)
          : taken(review);
    }
    return study
        .review(deck.id(), review.reviewId())
        .map(known -> judgeKnown(review, known))
        .orElseGet(() -> judgeNew(review));
  }

  private ReviewVerdict judgeKnown(GivenReview review, ReviewMemory.Known known) {
    return known.isBy(context.actor()) && known.card().equals(review.cardId())
        ? new ReviewVerdict.Duplicate(review.reviewId(), known.span())
        : taken(review);
  }

  private static ReviewVerdict taken(GivenReview review) {
    return refused(review, RefusalKind.CONFLICT, "Expected a new review id, but this one is taken");
  }

  private ReviewVerdict judgeNew(GivenReview review) {
    if (!deck.cards().contains(review.cardId())) {
      return refused(
          review,
          RefusalKind.NOT_FOUND,
          "Expected a card of deck %s, but %s is none".formatted(deck.id(), review.cardId()));
    }
    var reviewedAt = review.reviewedAt() == null ? context.at() : review.reviewedAt();
    if (reviewedAt.isAfter(context.at().plus(FAST_CLOCK))) {
      return refused(
          review,
          RefusalKind.UNPROCESSABLE,
          "Expected a review of the past, but it was at %s".formatted(reviewedAt));
    }
    if (reviewedAt.isBefore(EARLIEST)) {
      return refused(
          review,
          RefusalKind.UNPROCESSABLE,
          "Expected a review since the year 2000, but it was at %s".formatted(reviewedAt));
    }
    return review.sessionId() == null
        ? accept(review, reviewedAt, null, null)
        : judgeInSession(review, reviewedAt, study.session(deck.id(), review.sessionId()));
  }

  private ReviewVerdict judgeInSession(
      GivenReview review, Instant reviewedAt, @Nullable Session session) {
    if (session == null || !session.userId().equals(context.actor())) {
      return refused(
          review, RefusalKind.UNPROCESSABLE, "Expected a session of the caller, but it is none");
    }
    if (!session.isOpen()) {
      return refused(review, RefusalKind.CONFLICT, "Expected an open session, but it is completed");
    }
    if (!session.includes(review.cardId())) {
      return refused(
          review,
          RefusalKind.UNPROCESSABLE,
          "Expected a card of the session, but %s is none".formatted(review.cardId()));
    }
    if (cameAfterTheStart(review.cardId(), session)) {
      return accept(review, reviewedAt, session, null);
    }
    if (reviewsIn(session) >= MOST_IN_SESSION) {
      return refused(
          review,
          RefusalKind.UNPROCESSABLE,
          "Expected at most %d reviews in a session, but there would be more"
              .formatted(MOST_IN_SESSION));
    }
    acceptedIn.merge(session.id(), 1, Integer::sum);
    return accept(review, reviewedAt, session, session.id());
  }

  /** Then the learner studies it beside the session, which is over the cards that there were. */
  private boolean cameAfterTheStart(CardId card, Session session) {
    return session.isOverWholeDeck() && deck.cards().createdAtOf(card).isAfter(session.startedAt());
  }

  private int reviewsIn(Session session) {
    return study.tally(session).reviewCount() + acceptedIn.getOrDefault(session.id(), 0);
  }

  private ReviewVerdict accept(
      GivenReview review,
      Instant reviewedAt,
      @Nullable Session session,
      @Nullable SessionId countedIn) {
    accepted.put(review.reviewId(), review.cardId());
    var day = LearnersDay.of(review.timeZone(), review.dayStartHour(), session);
    var settings = deck.details().settings();
    return new ReviewVerdict.Accepted(
        new CardReviewed(
            deck.id(),
            review.cardId(),
            review.reviewId(),
            context.actor(),
            countedIn,
            review.rating(),
            review.quality(),
            reviewedAt,
            review.timeTakenMs(),
            day.zone(),
            day.dayStartHour(),
            day.dayOf(reviewedAt),
            settings.equals(SchedulingSettings.DEFAULT) ? null : settings,
            context.at()));
  }

  private static ReviewVerdict refused(GivenReview review, RefusalKind kind, String reason) {
    return new ReviewVerdict.Refused(review.reviewId(), new Refusal(kind, reason, null));
  }
}
