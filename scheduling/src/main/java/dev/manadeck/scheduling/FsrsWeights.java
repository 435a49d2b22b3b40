package dev.manadeck.scheduling;

import java.util.ArrayList;
import java.util.List;

/**
 * The 21 weights of FSRS-6, each within its bounds.
 *
 * <p>Those of FSRS-4.5 (17) and FSRS-5 (19) are accepted too, and migrated.
 */
public record FsrsWeights(List<Double> values) {
  private static final double DECAY_BEFORE_IT_WAS_A_WEIGHT = 0.5;

  private static final double[] LOWEST = {
    0.001, 0.001, 0.001, 0.001, 1, 0.001, 0.001, 0.001, 0, 0, 0.001, 0.001, 0.001, 0.001, 0, 0, 1,
    0, 0, 0, 0.1
  };
  private static final double[] HIGHEST = {
    100, 100, 100, 100, 10, 4, 4, 0.75, 4.5, 0.8, 3.5, 5, 0.25, 0.9, 4, 1, 6, 2, 2, 0.8, 0.8
  };

  public static final FsrsWeights DEFAULT =
      of(
          0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
          1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542);

  public FsrsWeights {
    values =
        switch (values.size()) {
          case 17 -> fromFsrs45(values);
          case 19 -> fromFsrs5(values);
          case 21 -> List.copyOf(values);
          default ->
              throw new IllegalArgumentException(
                  "Expected 17, 19 or 21 weights, but got " + values.size());
        };
    for (int i = 0; i < values.size(); i++) {
      double weight = values.get(i);
      if (!(weight >= LOWEST[i] && weight <= HIGHEST[i])) {
        throw new IllegalArgumentException(
            "Expected weight w%d from %s to %s, but got %s"
                .formatted(i, LOWEST[i], HIGHEST[i], weight));
      }
    }
  }

  public static FsrsWeights of(double... weights) {
    var values = new ArrayList<Double>(weights.length);
    for (double weight : weights) {
      values.add(weight);
    }
    return new FsrsWeights(values);
  }

  private static List<Double> fromFsrs45(List<Double> values) {
    var migrated = new ArrayList<>(values);
    double w5 = values.get(5);
    migrated.set(4, values.get(4) + 2 * w5);
    migrated.set(5, StrictMath.log(3 * w5 + 1) / 3);
    migrated.set(6, values.get(6) + 0.5);
    migrated.addAll(List.of(0.0, 0.0, 0.0, DECAY_BEFORE_IT_WAS_A_WEIGHT));
    return List.copyOf(migrated);
  }

  private static List<Double> fromFsrs5(List<Double> values) {
    var migrated = new ArrayList<>(values);
    migrated.addAll(List.of(0.0, DECAY_BEFORE_IT_WAS_A_WEIGHT));
    return List.copyOf(migrated);
  }
}
