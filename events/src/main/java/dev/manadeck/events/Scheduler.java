package dev.manadeck.events;

public enum Scheduler implements WireNamed {
  FSRS("fsrs"),
  SM2("sm2");

  private final String wireName;

  Scheduler(String wireName) {
    this.wireName = wireName;
  }

  @Override
  public String wireName() {
    return wireName;
  }
}
