package dev.manadeck.bench.log;

import dev.manadeck.events.CardId;
import dev.manadeck.events.Mark;
import dev.manadeck.events.Rating;
import dev.manadeck.events.ReviewEvent.CardMarked;
import dev.manadeck.events.ReviewEvent.CardReviewed;
import dev.manadeck.events.ReviewEvent.ReviewUndone;
import dev.manadeck.events.ReviewId;
import dev.manadeck.events.SessionEvent.SessionCompleted;
import dev.manadeck.events.SessionEvent.SessionStarted;
import dev.manadeck.events.SessionId;
import dev.manadeck.events.SessionMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a learner does with a deck from when they sit down to when they get up. */
final class Sitting {
  private static final ZoneId ZONE = ZoneId.of("UTC");
  private static final int DAY_STARTS_AT = 4;
  private static final int SECONDS_OF_A_REVIEW = 6;
  private static final int PER_CENT = 100;
  private static final int RARE = 1;
  private static final int WIN_FROM = 80;

  /** How often each rating is given, as study apps see it. */
  private static final Rating[] RATINGS = {
    Rating.AGAIN, Rating.HARD, Rating.GOOD, Rating.GOOD, Rating.GOOD,
    Rating.GOOD, Rating.GOOD, Rating.GOOD, Rating.GOOD, Rating.EASY
  };

  private final Scribe scribe;
  private final Deck deck;
  private final Map<CardId, Rating> latest = new HashMap<>();
  private int reviews;
  private int rightReviews;

  Sitting(Scribe scribe, Deck deck) {
    this.scribe = scribe;
    this.deck = deck;
  }

  /** A session of reviews; now and then one is taken back, or a card is marked. */
  void recordSession(int reviewCount) {
    SessionId session = new SessionId(scribe.id());
    Instant began = scribe.now();
    scribe.record(
        deck.owner(),
        "start-session",
        deck.version(),
        new SessionStarted(
            deck.id(),
            session,
            deck.owner(),
            SessionMode.ALL,
            null,
            deck.cards().size(),
            ZONE,
            DAY_STARTS_AT,
            began));
    for (int number = 0; number < reviewCount; number++) {
      CardId card = deck.cards().get(scribe.random().nextInt(deck.cards().size()));
      recordReview(card, session);
      recordRarities(card);
    }
    recordEnd(session, began);
  }

  private void recordRarities(CardId card) {
    if (scribe.random().nextInt(PER_CENT) < RARE) {
      CardReviewed regretted = recordReview(card, null);
      scribe.record(
          deck.owner(),
          "undo-review",
          deck.version(),
          new ReviewUndone(
              deck.id(),
              card,
              regretted.reviewId(),
              deck.owner(),
              regretted.rating(),
              regretted.timeTakenMs(),
              regretted.studyDay(),
              scribe.now()));
    }
    if (scribe.random().nextInt(PER_CENT) < RARE) {
      scribe.record(
          deck.owner(),
          "mark-card",
          deck.version(),
          new CardMarked(deck.id(), card, deck.owner(), Mark.FAVORITE, true, scribe.now()));
    }
  }

  private void recordEnd(SessionId session, Instant began) {
    long rightCards = latest.values().stream().filter(Sitting::isRight).count();
    int seconds = Math.toIntExact(Duration.between(began, scribe.now()).toSeconds());
    scribe.record(
        deck.owner(),
        "complete-session",
        deck.version(),
        new SessionCompleted(
            deck.id(),
            session,
            deck.owner(),
            deck.cards().size(),
            latest.size(),
            Math.toIntExact(rightCards),
            reviews,
            rightReviews,
            latest.size() == deck.cards().size() && rightReviews * PER_CENT >= reviews * WIN_FROM,
            seconds,
            scribe.now()));
  }

  CardReviewed recordReview(CardId card, @Nullable SessionId session) {
    Rating rating = RATINGS[scribe.random().nextInt(RATINGS.length)];
    scribe.pass(Duration.ofSeconds(SECONDS_OF_A_REVIEW));
    Instant now = scribe.now();
    CardReviewed review =
        new CardReviewed(
            deck.id(),
            card,
            new ReviewId(scribe.id()),
            deck.owner(),
            session,
            rating,
            null,
            now,
            scribe.random().nextInt(1_000, 9_000),
            ZONE,
            DAY_STARTS_AT,
            LocalDate.ofInstant(now.minus(Duration.ofHours(DAY_STARTS_AT)), ZoneOffset.UTC),
            null,
            now);
    scribe.record(deck.owner(), "review", deck.version(), review);
    if (session != null) {
      latest.put(card, rating);
      reviews++;
      rightReviews += isRight(rating) ? 1 : 0;
    }
    return review;
  }

  private static boolean isRight(Rating rating) {
    return rating != Rating.AGAIN;
  }
}
