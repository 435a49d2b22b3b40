package dev.manadeck.command.http;

import dev.manadeck.events.CardId;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.ReviewId;
import java.time.Instant;

record UndoneReviewJson(
    ReviewId id,
    ReviewId reviewId,
    DeckId deckId,
    CardId cardId,
    boolean isUndone,
    Instant undoneAt) {}
