package dev.manadeck.events;

public enum SessionMode implements WireNamed {
  ALL("all"),
  NEW("new"),
  REVIEW("review"),
  FAVORITES("favorites"),
  RANDOM("random");

  private final String wireName;

  SessionMode(String wireName) {
    this.wireName = wireName;
  }

  @Override
  public String wireName() {
    return wireName;
  }
}
