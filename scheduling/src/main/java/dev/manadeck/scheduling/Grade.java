package dev.manadeck.scheduling;

/** How well a card was remembered. */
public enum Grade {
  AGAIN(1),
  HARD(3),
  GOOD(4),
  EASY(5);

  static final int BEST_QUALITY = 5;

  private static final Grade[] BY_QUALITY = {AGAIN, AGAIN, AGAIN, HARD, GOOD, EASY};

  private final int quality;

  Grade(int quality) {
    this.quality = quality;
  }

  public static Grade ofQuality(int quality) {
    return BY_QUALITY[checkedQuality(quality)];
  }

  static int checkedQuality(int quality) {
    if (quality < 0 || quality > BEST_QUALITY) {
      throw new IllegalArgumentException("Expected a quality of 0 to 5, but got " + quality);
    }
    return quality;
  }

  /** The grade in SM-2's terms. */
  public int quality() {
    return quality;
  }

  /** The grade in FSRS's terms: 1 to 4. */
  int rating() {
    return ordinal() + 1;
  }

  boolean isAbove(Grade other) {
    return compareTo(other) > 0;
  }
}
