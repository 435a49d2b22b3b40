package dev.manadeck.bench.log;

/** A part of a log of mixed events. */
public sealed interface Phase {
  int events();

  /** There are ever more decks. */
  record Growing(int events, int eventsOfADeck) implements Phase {}

  /** Some of the decks are studied, and there are no new ones. */
  record Steady(int events, int decksInUse) implements Phase {}
}
