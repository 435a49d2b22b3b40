package dev.manadeck.bench.report;

import java.util.Locale;

/**
 * @param name what was measured, so that it is understood without the code
 */
public record Figure(String name, double value, String unit) {
  private static final double WITHOUT_DECIMALS = 100;

  String valueAsText() {
    return String.format(Locale.ROOT, value >= WITHOUT_DECIMALS ? "%,.0f" : "%,.2f", value);
  }
}
