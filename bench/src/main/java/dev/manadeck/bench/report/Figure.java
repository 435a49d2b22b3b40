package dev.manadeck.bench.report;

/**
 * @param name what was measured, so that it is understood without the code
 */
public record Figure(String name, double value, String unit) {
  private static final double WITHOUT_DECIMALS = 100;

  String valueAsText() {
    return value >= WITHOUT_DECIMALS ? "%,.0f".formatted(value) : "%,.2f".formatted(value);
  }
}
