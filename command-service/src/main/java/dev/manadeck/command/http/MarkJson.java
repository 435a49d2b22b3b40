package dev.manadeck.command.http;

import dev.manadeck.events.ReviewEvent.CardMarked;
import java.util.LinkedHashMap;
import java.util.Map;

/** A learner's mark on a card, under the name that the client gave it. */
final class MarkJson {
  private MarkJson() {}

  static Map<String, Object> of(CardMarked event) {
    var json = new LinkedHashMap<String, Object>();
    json.put("cardId", event.cardId());
    json.put("deckId", event.deckId());
    json.put(event.mark().wireName(), event.isSet());
    return json;
  }
}
