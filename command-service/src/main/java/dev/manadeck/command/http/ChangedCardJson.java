package dev.manadeck.command.http;

import dev.manadeck.events.CardChanges;
import dev.manadeck.events.DeckEvent.CardChanged;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Of a card of which some fields changed: these, and what tells which card it is. */
final class ChangedCardJson {
  private ChangedCardJson() {}

  static Map<String, @Nullable Object> of(CardChanged event) {
    var changes = event.changes();
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("id", event.cardId());
    json.put("deckId", event.deckId());
    json.put("version", event.cardVersion());
    json.put("updatedAt", event.occurredAt());
    putText(json, "title", changes.title());
    if (changes.content() != null) {
      json.put("content", changes.content());
    }
    if (changes.cardType() != null) {
      json.put("cardType", changes.cardType());
    }
    putText(json, "aiModel", changes.aiModel());
    putText(json, "aiPrompt", changes.aiPrompt());
    return json;
  }

  private static void putText(
      Map<String, @Nullable Object> json, String name, CardChanges.@Nullable Text text) {
    if (text != null) {
      json.put(name, text.value());
    }
  }
}
