package dev.manadeck.scheduling;

/** The whole days that FSRS lets a card wait that has left its steps. */
final class FsrsInterval {
  private FsrsInterval() {}

  /**
   * At least a day more than the lower grades would have been answered with, with fuzz and without,
   * as far as the maximum allows.
   */
  static int days(CardState card, SchedulerSettings settings) {
    FsrsState fsrs = card.fsrs();
    int maximum = settings.maximumIntervalDays();
    Fuzz fuzz = settings.fuzz() ? Fuzz.of(card.cardId(), card.reviewCount()) : Fuzz.NONE;
    int days = 0;
    for (double stability :
        new double[] {fsrs.hardStability(), fsrs.goodStability(), fsrs.stability()}) {
      if (stability > 0) {
        int spread = fuzz.spread(rounded(stability, settings), maximum);
        days = StrictMath.min(maximum, StrictMath.max(spread, days + 1));
      }
    }
    return days;
  }

  private static int rounded(double stability, SchedulerSettings settings) {
    double days = settings.fsrs().interval(stability, settings.desiredRetention());
    return (int) StrictMath.min(settings.maximumIntervalDays(), StrictMath.round(days));
  }
}
