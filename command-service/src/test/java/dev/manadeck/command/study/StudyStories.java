package dev.manadeck.command.study;

import static dev.manadeck.command.deck.DeckStories.DECK;
import static dev.manadeck.command.deck.DeckStories.LONG_AGO;
import static dev.manadeck.command.deck.DeckStories.NOW;
import static dev.manadeck.command.deck.DeckStories.OWNER;
import static dev.manadeck.command.deck.DeckStories.card;

import dev.manadeck.events.CardId;
import dev.manadeck.events.Rating;
import dev.manadeck.events.ReviewEvent.CardReviewed;
import dev.manadeck.events.ReviewId;
import dev.manadeck.events.SessionEvent.SessionStarted;
import dev.manadeck.events.SessionId;
import dev.manadeck.events.SessionMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/** What the owner of the deck studies. */
final class StudyStories {
  static final SessionId SESSION = session(1);
  static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private StudyStories() {}

  static SessionId session(int number) {
    return new SessionId(new UUID(0x0197_a000_0000_7000L, 0x9000_0000_0000_0000L + number));
  }

  static ReviewId reviewId(int number) {
    return new ReviewId(new UUID(0x0197_a000_0000_7000L, 0xA000_0000_0000_0000L + number));
  }

  static SessionStarted started(List<CardId> cards, int totalCards) {
    return started(SESSION, cards, totalCards, LONG_AGO);
  }

  static SessionStarted started(SessionId id, List<CardId> cards, int totalCards, Instant at) {
    return new SessionStarted(DECK, id, OWNER, SessionMode.ALL, cards, totalCards, BERLIN, 6, at);
  }

  /** In the session, whose cards decide nothing. */
  static CardReviewed reviewed(int number, int cardNumber, Rating rating) {
    return reviewed(number, cardNumber, rating, SESSION);
  }

  static CardReviewed reviewed(int number, int cardNumber, Rating rating, SessionId session) {
    return new CardReviewed(
        DECK,
        card(cardNumber),
        reviewId(number),
        OWNER,
        session,
        rating,
        null,
        LONG_AGO,
        1_500,
        ZoneId.of("UTC"),
        4,
        LocalDate.parse("2026-01-01"),
        null,
        LONG_AGO);
  }

  /** A review with nothing but what it must have. */
  static GivenReview good(int number, int cardNumber) {
    return new GivenReview(
        reviewId(number), card(cardNumber), Rating.GOOD, null, null, null, null, null, null);
  }

  static GivenReview goodAt(Instant reviewedAt) {
    return new GivenReview(
        reviewId(1), card(0), Rating.GOOD, null, reviewedAt, null, null, null, null);
  }

  static GivenReview goodIn(SessionId session, int cardNumber) {
    return new GivenReview(
        reviewId(1), card(cardNumber), Rating.GOOD, null, NOW, null, session, null, null);
  }
}
