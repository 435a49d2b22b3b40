package dev.manadeck.scheduling;

import static dev.manadeck.scheduling.Grade.EASY;
import static dev.manadeck.scheduling.StoredDecimal.toEightPlaces;

/**
 * FSRS-6's model of memory for one set of weights.
 *
 * <p>To make one costs far more than to ask it: keep it for as long as its weights are in use.
 */
public final class Fsrs {
  private static final double LEAST_STABILITY = 0.001;
  private static final double MOST_STABILITY = 36_500;
  private static final double LEAST_DIFFICULTY = 1;
  private static final double MOST_DIFFICULTY = 10;

  public static final Fsrs DEFAULT = new Fsrs(FsrsWeights.DEFAULT);

  private final FsrsWeights weights;
  private final double[] w;
  private final double decay;
  private final double factor;
  private final double[] firstStability = new double[Grade.values().length];
  private final double[] firstDifficulty = new double[Grade.values().length];
  private final double[] sameDayGain = new double[Grade.values().length];
  private final double easyReversion;
  private final double successGain;
  private final double leastLoss;

  public Fsrs(FsrsWeights weights) {
    this.weights = weights;
    w = weights.values().stream().mapToDouble(Double::doubleValue).toArray();
    decay = -w[20];
    factor = StrictMath.pow(0.9, 1 / decay) - 1;
    for (Grade grade : Grade.values()) {
      int i = grade.ordinal();
      firstStability[i] = storedStability(w[i]);
      firstDifficulty[i] = storedDifficulty(unclampedFirstDifficulty(grade));
      sameDayGain[i] = StrictMath.exp(w[17] * (grade.rating() - 3 + w[18]));
    }
    easyReversion = w[7] * unclampedFirstDifficulty(EASY);
    successGain = StrictMath.exp(w[8]);
    leastLoss = StrictMath.exp(w[17] * w[18]);
  }

  public FsrsWeights weights() {
    return weights;
  }

  /** The memory that a card's first review leaves. */
  public Memory first(Grade grade) {
    return outlook().memory(grade);
  }

  /** The memory that a later review leaves. */
  public Memory next(Memory memory, long elapsedDays, Grade grade) {
    return outlook(memory, elapsedDays).memory(grade);
  }

  /** The chance of recall, so many days after the last review. */
  public double retrievability(double stability, double elapsedDays) {
    return StrictMath.pow(1 + factor * elapsedDays / stability, decay);
  }

  /** The days until the chance of recall has fallen to a retention, unrounded. */
  public double interval(double stability, double retention) {
    return stability / factor * (StrictMath.pow(retention, 1 / decay) - 1);
  }

  /** The memory behind a schedule of SM-2 that kept a retention. */
  public Memory fromSm2(double ease, double intervalDays, double retention) {
    double stability = StrictMath.max(intervalDays, LEAST_STABILITY) / interval(1, retention);
    double gain =
        successGain
            * StrictMath.pow(stability, -w[9])
            * (StrictMath.exp(w[10] * (1 - retention)) - 1);
    return new Memory(storedStability(stability), storedDifficulty(11 - (ease - 1) / gain));
  }

  Outlook outlook() {
    return new Outlook.FirstReview(this);
  }

  Outlook outlook(Memory last, long elapsedDays) {
    if (elapsedDays == 0) {
      return new Outlook.SameDay(this, last, StrictMath.pow(last.stability(), -w[19]));
    }
    double retrievability = retrievability(last.stability(), elapsedDays);
    return new Outlook.LaterDay(this, last, retrievability, successGain(last, retrievability));
  }

  double firstStability(Grade grade) {
    return firstStability[grade.ordinal()];
  }

  double firstDifficulty(Grade grade) {
    return firstDifficulty[grade.ordinal()];
  }

  double nextDifficulty(double difficulty, Grade grade) {
    double damped = difficulty + (10 - difficulty) / 9 * (-w[6] * (grade.rating() - 3));
    return storedDifficulty(easyReversion + (1 - w[7]) * damped);
  }

  double sameDayGain(Grade grade, double decay) {
    double gain = sameDayGain[grade.ordinal()] * decay;
    return switch (grade) {
      case AGAIN -> gain;
      case HARD, GOOD, EASY -> StrictMath.max(gain, 1);
    };
  }

  double hardPenalty() {
    return w[15];
  }

  double easyBonus() {
    return w[16];
  }

  double afterFailure(Memory last, double retrievability) {
    return StrictMath.min(
        w[11]
            * StrictMath.pow(last.difficulty(), -w[12])
            * (StrictMath.pow(last.stability() + 1, w[13]) - 1)
            * StrictMath.exp(w[14] * (1 - retrievability)),
        last.stability() / leastLoss);
  }

  static double storedStability(double stability) {
    return toEightPlaces(StrictMath.clamp(stability, LEAST_STABILITY, MOST_STABILITY));
  }

  private static double storedDifficulty(double difficulty) {
    return toEightPlaces(StrictMath.clamp(difficulty, LEAST_DIFFICULTY, MOST_DIFFICULTY));
  }

  private double unclampedFirstDifficulty(Grade grade) {
    return w[4] - StrictMath.exp(w[5] * (grade.rating() - 1)) + 1;
  }

  private double successGain(Memory last, double retrievability) {
    return successGain
        * (11 - last.difficulty())
        * StrictMath.pow(last.stability(), -w[9])
        * (StrictMath.exp(w[10] * (1 - retrievability)) - 1);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Fsrs that && weights.equals(that.weights);
  }

  @Override
  public int hashCode() {
    return weights.hashCode();
  }

  @Override
  public String toString() {
    return "Fsrs[" + weights.values() + "]";
  }
}
