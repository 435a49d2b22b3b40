package dev.manadeck.events;

/**
 * The topics that hold the facts; all have the same number of partitions. Declared so that one may
 * be folded wholly before the next: what is said of a session or a card comes after it.
 */
public enum Topic {
  DECKS("decks"),
  SESSIONS("sessions"),
  REVIEWS("reviews"),
  LEARNERS("learners");

  private final String shortName;

  Topic(String shortName) {
    this.shortName = shortName;
  }

  public String shortName() {
    return shortName;
  }
}
