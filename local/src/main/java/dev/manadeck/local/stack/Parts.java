package dev.manadeck.local.stack;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The names of the parts, which are also those of their logs. */
public final class Parts {
  public static final String KAFKA = "kafka";
  public static final String POSTGRES = "postgres";
  public static final String MIGRATIONS = "migrations";
  public static final String PROJECTION = "projection-service";
  public static final String EDGE = "edge";

  private Parts() {}

  public static String commandNode(int node) {
    return "command-service-" + node;
  }

  static Stream<String> commandNodes(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(Parts::commandNode);
  }
}
