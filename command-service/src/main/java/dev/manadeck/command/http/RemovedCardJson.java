package dev.manadeck.command.http;

import dev.manadeck.events.CardId;
import dev.manadeck.events.DeckId;
import java.time.Instant;

record RemovedCardJson(CardId id, DeckId deckId, boolean isDeleted, Instant deletedAt) {}
