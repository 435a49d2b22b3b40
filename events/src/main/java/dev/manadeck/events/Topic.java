package dev.manadeck.events;

/** The topics that hold the facts; all have the same number of partitions. */
public enum Topic {
  DECKS("decks"),
  REVIEWS("reviews"),
  SESSIONS("sessions"),
  LEARNERS("learners");

  private final String shortName;

  Topic(String shortName) {
    this.shortName = shortName;
  }

  public String shortName() {
    return shortName;
  }
}
