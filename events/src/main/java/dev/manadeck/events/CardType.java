package dev.manadeck.events;

public enum CardType implements WireNamed {
  TEXT("text"),
  FLASHCARD("flashcard"),
  QUIZ("quiz"),
  MIXED("mixed");

  private final String wireName;

  CardType(String wireName) {
    this.wireName = wireName;
  }

  @Override
  public String wireName() {
    return wireName;
  }
}
