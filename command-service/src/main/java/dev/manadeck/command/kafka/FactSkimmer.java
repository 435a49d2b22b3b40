package dev.manadeck.command.kafka;

import dev.manadeck.command.kafka.CompactJson.Field;
import dev.manadeck.command.kafka.CompactJson.NotCompact;
import dev.manadeck.events.CardDetails;
import dev.manadeck.events.CardId;
import dev.manadeck.events.CardType;
import dev.manadeck.events.DeckEvent.CardAdded;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.Event;
import dev.manadeck.events.EventType;
import dev.manadeck.events.Rating;
import dev.manadeck.events.ReviewEvent.CardReviewed;
import dev.manadeck.events.ReviewId;
import dev.manadeck.events.SessionId;
import dev.manadeck.events.UserId;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the facts of which there are most as the codec would, but faster, and leaves out the words
 * of cards: no shard keeps them.
 */
final class FactSkimmer {
  private static final ObjectNode NO_CONTENT = JsonNodeFactory.instance.objectNode();
  private static final Field DECK = Field.of("deckId");
  private static final Field CARD = Field.of("cardId");
  private static final Field REVIEW = Field.of("reviewId");
  private static final Field USER = Field.of("userId");
  private static final Field SESSION = Field.of("sessionId");
  private static final Field RATING = Field.of("rating");
  private static final Field QUALITY = Field.of("quality");
  private static final Field REVIEWED_AT = Field.of("reviewedAt");
  private static final Field TIME_TAKEN = Field.of("timeTakenMs");
  private static final Field TIME_ZONE = Field.of("timeZone");
  private static final Field DAY_START_HOUR = Field.of("dayStartHour");
  private static final Field STUDY_DAY = Field.of("studyDay");
  private static final Field OCCURRED_AT = Field.of("occurredAt");
  private static final Field POSITION = Field.of("position");
  private static final Field DETAILS = Field.of("card");
  private static final Field TITLE = Field.of("title");
  private static final Field CONTENT = Field.of("content");
  private static final Field CARD_TYPE = Field.of("cardType");
  private static final Field AI_MODEL = Field.of("aiModel");
  private static final Field AI_PROMPT = Field.of("aiPrompt");

  private FactSkimmer() {}

  /** Null if the codec has to read it. */
  static @Nullable Event skim(EventType type, byte[] value) {
    try {
      return switch (type) {
        case CARD_REVIEWED -> cardReviewed(new CompactJson(value));
        case CARD_ADDED -> cardAdded(new CompactJson(value));
        case DECK_CREATED,
            DECK_DETAILS_CHANGED,
            DECK_VISIBILITY_CHANGED,
            DECK_FEATURED,
            DECK_UNFEATURED,
            DECK_DELETED,
            DECK_RESTORED,
            CARD_CHANGED,
            CARD_REMOVED,
            CARDS_REORDERED,
            REVIEW_UNDONE,
            CARD_MARKED,
            SESSION_STARTED,
            SESSION_COMPLETED,
            LEARNER_PROFILE_CHANGED ->
            null;
      };
    } catch (NotCompact
        | IndexOutOfBoundsException
        | IllegalArgumentException
        | DateTimeException e) {
      return null;
    }
  }

  private static CardReviewed cardReviewed(CompactJson json) {
    json.begin();
    var reviewed =
        new CardReviewed(
            new DeckId(json.value(DECK).uuid()),
            new CardId(json.value(CARD).uuid()),
            new ReviewId(json.value(REVIEW).uuid()),
            new UserId(json.value(USER).text()),
            json.has(SESSION) ? new SessionId(json.uuid()) : null,
            rating(json.value(RATING).text()),
            json.has(QUALITY) ? json.number() : null,
            json.value(REVIEWED_AT).instant(),
            json.has(TIME_TAKEN) ? json.number() : null,
            ZoneId.of(json.value(TIME_ZONE).text()),
            json.value(DAY_START_HOUR).number(),
            json.value(STUDY_DAY).date(),
            null,
            json.value(OCCURRED_AT).instant());
    json.end();
    json.endOfAll();
    return reviewed;
  }

  private static Rating rating(String text) {
    return switch (text) {
      case "again" -> Rating.AGAIN;
      case "hard" -> Rating.HARD;
      case "good" -> Rating.GOOD;
      case "easy" -> Rating.EASY;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static CardAdded cardAdded(CompactJson json) {
    json.begin();
    var added =
        new CardAdded(
            new DeckId(json.value(DECK).uuid()),
            new CardId(json.value(CARD).uuid()),
            json.value(POSITION).number(),
            details(json.value(DETAILS)),
            json.value(OCCURRED_AT).instant());
    json.end();
    json.endOfAll();
    return added;
  }

  private static CardDetails details(CompactJson json) {
    json.begin();
    skipTextIfAny(json, TITLE);
    json.value(CONTENT).skipObject();
    var type = cardType(json.value(CARD_TYPE).text());
    skipTextIfAny(json, AI_MODEL);
    skipTextIfAny(json, AI_PROMPT);
    json.end();
    return new CardDetails(null, NO_CONTENT, type, null, null);
  }

  private static void skipTextIfAny(CompactJson json, Field field) {
    if (json.has(field)) {
      json.skipText();
    }
  }

  private static CardType cardType(String text) {
    return switch (text) {
      case "text" -> CardType.TEXT;
      case "flashcard" -> CardType.FLASHCARD;
      case "quiz" -> CardType.QUIZ;
      case "mixed" -> CardType.MIXED;
      default -> throw new IllegalArgumentException(text);
    };
  }
}
