package dev.manadeck.scheduling;

/**
 * Rounds numbers of at least 0 half-up to the decimals that are stored, exactly as {@code
 * BigDecimal} would round the number that the double is, and much faster.
 */
final class StoredDecimal {
  private static final double EIGHT_PLACES = 1e8;
  private static final double TWO_PLACES = 1e2;

  /** Below it a double can hold a half, and what a product has lost decides nothing but ties. */
  private static final double LIMIT = 0x1p52;

  private StoredDecimal() {}

  static double toEightPlaces(double number) {
    return round(number, EIGHT_PLACES);
  }

  static double toTwoPlaces(double number) {
    return round(number, TWO_PLACES);
  }

  private static double round(double number, double scale) {
    double product = number * scale;
    if (!(product >= 0 && product < LIMIT)) {
      throw new IllegalArgumentException(
          "Expected a number from 0 to " + LIMIT / scale + ", but got " + number);
    }
    long units = (long) product;
    double fraction = product - units;
    if (fraction > 0.5 || (fraction == 0.5 && StrictMath.fma(number, scale, -product) >= 0)) {
      units++;
    }
    return units / scale;
  }
}
