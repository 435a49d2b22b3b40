package dev.manadeck.scheduling;

/** How far a card has come with its learner. */
public enum CardStatus {
  NEW,
  LEARNING,
  REVIEW,
  RELEARNING
}
