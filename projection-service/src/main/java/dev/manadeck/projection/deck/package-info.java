/** Decks and their cards: the projection {@code decks}, and the queries that read its tables. */
@NullMarked
package dev.manadeck.projection.deck;

import org.jspecify.annotations.NullMarked;
