package dev.manadeck.command.kafka;

import dev.manadeck.command.kafka.CompactJson.Field;
import dev.manadeck.command.kafka.CompactJson.NotCompact;
import dev.manadeck.events.CardDetails;
import dev.manadeck.events.CardId;
import dev.manadeck.events.CardType;
import dev.manadeck.events.DeckEvent.CardAdded;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.WireNamed;
import java.time.DateTimeException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads added cards without their words, which no shard keeps: much faster than the codec. */
final class CardSkimmer {
  private static final ObjectNode NO_CONTENT = JsonNodeFactory.instance.objectNode();
  private static final Map<String, CardType> TYPES = WireNamed.all(CardType.class);
  private static final Field DECK = Field.of("deckId");
  private static final Field CARD = Field.of("cardId");
  private static final Field OCCURRED_AT = Field.of("occurredAt");
  private static final Field POSITION = Field.of("position");
  private static final Field DETAILS = Field.of("card");
  private static final Field TITLE = Field.of("title");
  private static final Field CONTENT = Field.of("content");
  private static final Field CARD_TYPE = Field.of("cardType");
  private static final Field AI_MODEL = Field.of("aiModel");
  private static final Field AI_PROMPT = Field.of("aiPrompt");

  private CardSkimmer() {}

  /** Null if the codec has to read it. */
  static @Nullable CardAdded skim(byte @Nullable [] value) {
    if (value == null) {
      return null;
    }
    try {
      return cardAdded(new CompactJson(value));
    } catch (NotCompact
        | IndexOutOfBoundsException
        | IllegalArgumentException
        | DateTimeException e) {
      return null;
    }
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
    var type = TYPES.get(text);
    if (type == null) {
      throw new IllegalArgumentException(text);
    }
    return type;
  }
}
