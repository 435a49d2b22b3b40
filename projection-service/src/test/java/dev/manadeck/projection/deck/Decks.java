package dev.manadeck.projection.deck;

import dev.manadeck.projection.runtime.Projection;

/** The projection of decks, for tests of other packages. */
public final class Decks {
  public static final String NAME = DeckProjection.NAME;

  private Decks() {}

  public static Projection projection() {
    return DeckProjection.projection();
  }
}
