package dev.manadeck.projection.deck;

import org.jspecify.annotations.Nullable;

/**
 * Which decks to list.
 *
 * @param scope absent: own ones and featured public ones
 * @param text found in title or description, in whatever case
 */
record DeckFilter(@Nullable Scope scope, @Nullable String text, @Nullable String tag) {

  enum Scope {
    OWN,
    FEATURED,
    PUBLIC
  }
}
