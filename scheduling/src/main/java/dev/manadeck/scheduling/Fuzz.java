package dev.manadeck.scheduling;

import java.util.UUID;

/** Spreads cards over the days around their intervals. */
sealed interface Fuzz {
  Fuzz NONE = new None();

  /** The same for the same card and repetition, for ever. */
  static Fuzz of(UUID cardId, int repetition) {
    long seed =
        mixed(
            mixed(mixed(cardId.getMostSignificantBits()) + cardId.getLeastSignificantBits())
                + repetition);
    return new Even((seed >>> 11) * 0x1p-53);
  }

  /** Never less for more days. */
  int spread(int days, int maximum);

  record None() implements Fuzz {
    @Override
    public int spread(int days, int maximum) {
      return days;
    }
  }

  /**
   * @param place from 0 to less than 1: where in its range an interval goes
   */
  record Even(double place) implements Fuzz {
    private static final double LEAST_INTERVAL = 2.5;

    @Override
    public int spread(int days, int maximum) {
      if (days < LEAST_INTERVAL) {
        return days;
      }
      double reach = reach(days);
      int latest = StrictMath.min(maximum, (int) StrictMath.floor(days + reach));
      int earliest = StrictMath.min(latest, (int) StrictMath.ceil(days - reach));
      return earliest + (int) (place * (latest - earliest + 1));
    }

    private static double reach(int days) {
      return 1
          + 0.15 * part(days, LEAST_INTERVAL, 7)
          + 0.1 * part(days, 7, 20)
          + 0.05 * part(days, 20, Double.POSITIVE_INFINITY);
    }

    private static double part(int days, double from, double to) {
      return StrictMath.max(0, StrictMath.min(days, to) - from);
    }
  }

  /** The finalizer of SplitMix64: each bit of a seed moves all bits of the result. */
  private static long mixed(long seed) {
    long z = seed + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
