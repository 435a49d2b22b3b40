package dev.manadeck.command.deck;

import dev.manadeck.events.CardDetails;
import dev.manadeck.events.CardId;
import org.jspecify.annotations.Nullable;

/**
 * @param position where the card is to stand; behind the last one if absent
 */
public record NewCard(CardId cardId, @Nullable Integer position, CardDetails card) {}
