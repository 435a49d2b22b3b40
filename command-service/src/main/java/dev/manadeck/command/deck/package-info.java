/** Decks and their cards: what may be done to them, and what it makes of them. Pure. */
@NullMarked
package dev.manadeck.command.deck;

import org.jspecify.annotations.NullMarked;
