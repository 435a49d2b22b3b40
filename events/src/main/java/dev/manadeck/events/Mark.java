package dev.manadeck.events;

public enum Mark implements WireNamed {
  FAVORITE("favorite"),
  SUSPENDED("suspended");

  private final String wireName;

  Mark(String wireName) {
    this.wireName = wireName;
  }

  @Override
  public String wireName() {
    return wireName;
  }
}
