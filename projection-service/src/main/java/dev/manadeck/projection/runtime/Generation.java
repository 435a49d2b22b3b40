package dev.manadeck.projection.runtime;

/**
 * One building of a projection's tables. The live one has the plain names; all others stand beside
 * it.
 */
public record Generation(int number, boolean isLive) {
  private static final String SCHEMA = "projection.";

  public static Generation live(int number) {
    return new Generation(number, true);
  }

  public static Generation beside(int number) {
    return new Generation(number, false);
  }

  /** The table's name in SQL. */
  public String table(String name) {
    return SCHEMA + (isLive ? name : suffixed(name));
  }

  /** The name of a table or an index of this generation, while it is not live. */
  public String suffixed(String name) {
    return name + suffix();
  }

  public String suffix() {
    return "__g" + number;
  }
}
