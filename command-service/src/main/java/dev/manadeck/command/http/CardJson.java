package dev.manadeck.command.http;

import dev.manadeck.command.machine.Aftermath;
import dev.manadeck.events.CardDetails;
import dev.manadeck.events.CardId;
import dev.manadeck.events.CardType;
import dev.manadeck.events.DeckEvent.CardAdded;
import dev.manadeck.events.DeckEvent.CardChanged;
import dev.manadeck.events.DeckId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A whole card as it is answered. */
record CardJson(
    CardId id,
    DeckId deckId,
    int position,
    @Nullable String title,
    JsonNode content,
    CardType cardType,
    @Nullable String aiModel,
    @Nullable String aiPrompt,
    int version,
    boolean isFavorite,
    Instant createdAt,
    Instant updatedAt) {

  private static final CardDetails BLANK =
      new CardDetails(null, JsonNodeFactory.instance.objectNode(), CardType.TEXT, null, null);

  static CardJson added(CardAdded event, int position) {
    return of(
        event.cardId(),
        event.deckId(),
        event.card(),
        new Aftermath.OfCard(position, event.occurredAt(), false),
        1,
        event.occurredAt());
  }

  /** For a change that gave every field. */
  static CardJson replaced(CardChanged event, Aftermath.OfCard aftermath) {
    return of(
        event.cardId(),
        event.deckId(),
        event.changes().applyTo(BLANK),
        aftermath,
        event.cardVersion(),
        event.occurredAt());
  }

  private static CardJson of(
      CardId id,
      DeckId deckId,
      CardDetails card,
      Aftermath.OfCard aftermath,
      int version,
      Instant updatedAt) {
    return new CardJson(
        id,
        deckId,
        aftermath.position(),
        card.title(),
        card.content(),
        card.cardType(),
        card.aiModel(),
        card.aiPrompt(),
        version,
        aftermath.isFavorite(),
        aftermath.createdAt(),
        updatedAt);
  }
}
