package dev.manadeck.projection.scheduling;

/** How far a card has come with its learner. */
public enum CardStatus {
  NEW,
  LEARNING,
  REVIEW,
  RELEARNING
}
