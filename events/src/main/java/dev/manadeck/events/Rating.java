package dev.manadeck.events;

public enum Rating implements WireNamed {
  AGAIN("again"),
  HARD("hard"),
  GOOD("good"),
  EASY("easy");

  private final String wireName;

  Rating(String wireName) {
    this.wireName = wireName;
  }

  @Override
  public String wireName() {
    return wireName;
  }
}
