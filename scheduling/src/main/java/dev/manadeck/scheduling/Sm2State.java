package dev.manadeck.scheduling;

/**
 * Where SM-2 stands with a card.
 *
 * @param intervalDays not yet capped by the deck's maximum
 */
public record Sm2State(
    double ease, int intervalDays, int repetitions, int lapses, CardStatus status) {
  private static final double LEAST_EASE = 1.3;
  private static final int FIRST_INTERVAL_DAYS = 1;
  private static final int SECOND_INTERVAL_DAYS = 6;

  public static final Sm2State UNSEEN = new Sm2State(2.5, 0, 0, 0, CardStatus.NEW);

  Sm2State after(int quality) {
    return switch (Grade.ofQuality(quality)) {
      case AGAIN -> afterFailure();
      case HARD, GOOD, EASY -> afterSuccess(quality);
    };
  }

  private Sm2State afterFailure() {
    return switch (status) {
      case NEW, LEARNING -> new Sm2State(ease, FIRST_INTERVAL_DAYS, 0, lapses, CardStatus.LEARNING);
      case REVIEW -> new Sm2State(ease, FIRST_INTERVAL_DAYS, 0, lapses + 1, CardStatus.RELEARNING);
      case RELEARNING -> new Sm2State(ease, FIRST_INTERVAL_DAYS, 0, lapses, CardStatus.RELEARNING);
    };
  }

  private Sm2State afterSuccess(int quality) {
    double nextEase = easeAfter(quality);
    return switch (repetitions) {
      case 0 -> new Sm2State(nextEase, FIRST_INTERVAL_DAYS, 1, lapses, CardStatus.LEARNING);
      case 1 -> new Sm2State(nextEase, SECOND_INTERVAL_DAYS, 2, lapses, CardStatus.REVIEW);
      default ->
          new Sm2State(nextEase, grown(nextEase), repetitions + 1, lapses, CardStatus.REVIEW);
    };
  }

  private double easeAfter(int quality) {
    int missing = Grade.BEST_QUALITY - quality;
    double moved = ease + 0.1 - missing * (0.08 + missing * 0.02);
    return StoredDecimal.toTwoPlaces(StrictMath.max(LEAST_EASE, moved));
  }

  /** Stays at the largest int once it has grown to it. */
  private int grown(double nextEase) {
    return (int) StrictMath.ceil(intervalDays * nextEase);
  }
}
