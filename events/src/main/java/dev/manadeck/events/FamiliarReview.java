package dev.manadeck.events;

import static dev.manadeck.events.FamiliarText.NO_NUMBER;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.manadeck.events.ReviewEvent.CardReviewed;
import java.time.DateTimeException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes reviews, which most of the log consists of: several times faster than any JSON.
 * Must give up on whatever is different in the least; what it does read must be what the JSON says,
 * and what it does write must be what Jackson writes.
 */
final class FamiliarReview {
  private static final byte[] DECK = bytes("{\"deckId\":\"");
  private static final byte[] CARD = bytes("\",\"cardId\":\"");
  private static final byte[] REVIEW = bytes("\",\"reviewId\":\"");
  private static final byte[] USER = bytes("\",\"userId\":\"");
  private static final byte[] SESSION = bytes("\",\"sessionId\":\"");
  private static final byte[] RATING = bytes("\",\"rating\":\"");
  private static final byte[] QUALITY = bytes("\",\"quality\":");
  private static final byte[] REVIEWED_AT_AFTER_NUMBER = bytes(",\"reviewedAt\":\"");
  private static final byte[] REVIEWED_AT = bytes("\",\"reviewedAt\":\"");
  private static final byte[] TIME_TAKEN = bytes("\",\"timeTakenMs\":");
  private static final byte[] TIME_ZONE_AFTER_NUMBER = bytes(",\"timeZone\":\"");
  private static final byte[] TIME_ZONE = bytes("\",\"timeZone\":\"");
  private static final byte[] DAY_START = bytes("\",\"dayStartHour\":");
  private static final byte[] STUDY_DAY = bytes(",\"studyDay\":\"");
  private static final byte[] OCCURRED_AT = bytes("\",\"occurredAt\":\"");
  private static final byte[] END = bytes("\"}");
  private static final Map<String, Rating> RATINGS = WireNamed.all(Rating.class);
  private static final int USUAL_LENGTH = 512;

  private final FamiliarText json;

  private FamiliarReview(FamiliarText json) {
    this.json = json;
  }

  /**
   * @return null if it must be read as any other JSON
   */
  static @Nullable CardReviewed read(byte[] json) {
    try {
      return new FamiliarReview(new FamiliarText(json)).review();
    } catch (DateTimeException | IllegalArgumentException e) {
      return null;
    }
  }

  private @Nullable CardReviewed review() {
    var deck = json.passes(DECK) ? json.uuid() : null;
    var card = json.passes(CARD) ? json.uuid() : null;
    var review = json.passes(REVIEW) ? json.uuid() : null;
    var user = json.passes(USER) ? json.text() : null;
    boolean hasSession = json.passes(SESSION);
    var session = hasSession ? json.uuid() : null;
    var rating = json.passes(RATING) ? rating() : null;
    boolean hasQuality = json.passes(QUALITY);
    int quality = hasQuality ? json.number() : NO_NUMBER;
    var reviewedAt =
        json.passes(hasQuality ? REVIEWED_AT_AFTER_NUMBER : REVIEWED_AT) ? json.instant() : null;
    boolean hasTimeTaken = json.passes(TIME_TAKEN);
    int timeTaken = hasTimeTaken ? json.number() : NO_NUMBER;
    var zone = json.passes(hasTimeTaken ? TIME_ZONE_AFTER_NUMBER : TIME_ZONE) ? json.zone() : null;
    int dayStart = json.passes(DAY_START) ? json.number() : NO_NUMBER;
    var day = json.passes(STUDY_DAY) ? json.date() : null;
    var occurredAt = json.passes(OCCURRED_AT) ? json.instant() : null;
    boolean isAtEnd = json.passes(END) && json.isAtEnd();
    if (!isAtEnd
        || deck == null
        || card == null
        || review == null
        || user == null
        || hasSession == (session == null)
        || rating == null
        || hasQuality == (quality == NO_NUMBER)
        || reviewedAt == null
        || hasTimeTaken == (timeTaken == NO_NUMBER)
        || zone == null
        || dayStart == NO_NUMBER
        || day == null
        || occurredAt == null) {
      return null;
    }
    return new CardReviewed(
        new DeckId(deck),
        new CardId(card),
        new ReviewId(review),
        new UserId(user),
        session == null ? null : new SessionId(session),
        rating,
        hasQuality ? quality : null,
        reviewedAt,
        hasTimeTaken ? timeTaken : null,
        zone,
        dayStart,
        day,
        null,
        occurredAt);
  }

  /**
   * @return null if it must be written as any other event
   */
  static byte @Nullable [] write(CardReviewed review) {
    var user = review.userId().value();
    if (review.scheduling() != null || !SpelledText.isPlain(user)) {
      return null;
    }
    var json =
        new SpelledText(USUAL_LENGTH)
            .ascii(DECK)
            .uuid(review.deckId().value())
            .ascii(CARD)
            .uuid(review.cardId().value())
            .ascii(REVIEW)
            .uuid(review.reviewId().value())
            .ascii(USER)
            .ascii(user);
    if (review.sessionId() != null) {
      json.ascii(SESSION).uuid(review.sessionId().value());
    }
    json.ascii(RATING).ascii(review.rating().wireName());
    if (review.quality() == null) {
      json.ascii(REVIEWED_AT);
    } else {
      json.ascii(QUALITY).number(review.quality()).ascii(REVIEWED_AT_AFTER_NUMBER);
    }
    json.instant(review.reviewedAt());
    if (review.timeTakenMs() == null) {
      json.ascii(TIME_ZONE);
    } else {
      json.ascii(TIME_TAKEN).number(review.timeTakenMs()).ascii(TIME_ZONE_AFTER_NUMBER);
    }
    return json.ascii(review.timeZone().getId())
        .ascii(DAY_START)
        .number(review.dayStartHour())
        .ascii(STUDY_DAY)
        .date(review.studyDay())
        .ascii(OCCURRED_AT)
        .instant(review.occurredAt())
        .ascii(END)
        .toBytes();
  }

  private @Nullable Rating rating() {
    var text = json.text();
    return text == null ? null : RATINGS.get(text);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
