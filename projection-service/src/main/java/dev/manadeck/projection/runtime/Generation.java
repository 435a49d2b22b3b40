package dev.manadeck.projection.runtime;

/**
 * One building of a projection's tables. The live one has the plain names; one under construction
 * stands beside it until both swap.
 */
public record Generation(int number, boolean isLive) {
  private static final String SCHEMA = "projection.";

  public static Generation live(int number) {
    return new Generation(number, true);
  }

  public static Generation underConstruction(int number) {
    return new Generation(number, false);
  }

  /** The table's name in SQL. */
  public String table(String name) {
    return isLive ? SCHEMA + name : "%s%s__g%d".formatted(SCHEMA, name, number);
  }
}
