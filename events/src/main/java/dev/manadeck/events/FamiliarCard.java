package dev.manadeck.events;

import static dev.manadeck.events.FamiliarText.NO_NUMBER;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.manadeck.events.DeckEvent.CardAdded;
import java.time.DateTimeException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads added cards without their words, for those who keep none of them: much faster than any
 * JSON. Must give up on whatever else is different in the least; what it does read must be what the
 * JSON says. Whether the words themselves are JSON is not looked at.
 */
final class FamiliarCard {
  private static final byte[] DECK = bytes("{\"deckId\":\"");
  private static final byte[] CARD = bytes("\",\"cardId\":\"");
  private static final byte[] POSITION = bytes("\",\"position\":");
  private static final byte[] DETAILS = bytes(",\"card\":{");
  private static final byte[] TITLE = bytes("\"title\":\"");
  private static final byte[] CONTENT = bytes("\"content\":");
  private static final byte[] CONTENT_AFTER_TITLE = bytes("\",\"content\":");
  private static final byte[] CARD_TYPE = bytes(",\"cardType\":\"");
  private static final byte[] AI_MODEL = bytes("\",\"aiModel\":\"");
  private static final byte[] AI_PROMPT = bytes("\",\"aiPrompt\":\"");
  private static final byte[] OCCURRED_AT = bytes("\"},\"occurredAt\":\"");
  private static final byte[] END = bytes("\"}");
  private static final Map<String, CardType> TYPES = WireNamed.all(CardType.class);
  private static final ObjectNode NO_CONTENT = JsonNodeFactory.instance.objectNode();

  private final FamiliarText json;

  private FamiliarCard(FamiliarText json) {
    this.json = json;
  }

  /**
   * @return null if it must be read as any other JSON
   */
  static @Nullable CardAdded read(byte[] json) {
    try {
      return new FamiliarCard(new FamiliarText(json)).card();
    } catch (DateTimeException | IllegalArgumentException e) {
      return null;
    }
  }

  private @Nullable CardAdded card() {
    var deck = json.passes(DECK) ? json.uuid() : null;
    var card = json.passes(CARD) ? json.uuid() : null;
    int position = json.passes(POSITION) ? json.number() : NO_NUMBER;
    var type = json.passes(DETAILS) ? typeBetweenWords() : null;
    var occurredAt = json.passes(OCCURRED_AT) ? json.instant() : null;
    boolean isAtEnd = json.passes(END) && json.isAtEnd();
    return !isAtEnd
            || deck == null
            || card == null
            || position == NO_NUMBER
            || type == null
            || occurredAt == null
        ? null
        : new CardAdded(
            new DeckId(deck),
            new CardId(card),
            position,
            new CardDetails(null, NO_CONTENT, type, null, null),
            occurredAt);
  }

  private @Nullable CardType typeBetweenWords() {
    boolean hasTitle = json.passes(TITLE);
    boolean isFamiliar =
        (!hasTitle || json.passesAnyText())
            && json.passes(hasTitle ? CONTENT_AFTER_TITLE : CONTENT)
            && json.passesAnyObject()
            && json.passes(CARD_TYPE);
    var type = isFamiliar ? json.text() : null;
    return passesTextIfAny(AI_MODEL) && passesTextIfAny(AI_PROMPT) && type != null
        ? TYPES.get(type)
        : null;
  }

  private boolean passesTextIfAny(byte[] field) {
    return !json.passes(field) || json.passesAnyText();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
