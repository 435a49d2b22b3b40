package dev.manadeck.scheduling;

/** Which scheduler rules a deck's due dates. */
public enum Algorithm {
  FSRS,
  SM2
}
