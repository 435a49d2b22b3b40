package dev.manadeck.local.stack;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * All ports follow from the edge's.
 *
 * @param edge where clients connect
 * @param commandNodes how many of them there are
 */
public record Ports(int edge, int commandNodes) {
  public static final int DEFAULT_EDGE = 8080;

  private static final int KAFKA_OF_DEFAULT = 9092;
  private static final int POSTGRES_OF_DEFAULT = 5432;
  private static final int LARGEST = 65_535;

  /**
   * @throws RefusedException if there are no such ports
   */
  public Ports {
    if (commandNodes < 1 || commandNodes > 9) {
      throw new RefusedException("Expected 1 to 9 command nodes, but got " + commandNodes);
    }
    int highest = edge + Math.max(2 + commandNodes, KAFKA_OF_DEFAULT - DEFAULT_EDGE);
    int lowest = Math.min(edge, edge + POSTGRES_OF_DEFAULT - DEFAULT_EDGE);
    if (lowest < 1024 || highest > LARGEST) {
      throw new RefusedException(
          "Expected a --port from %d to %d, since the other ports follow from it, but got %d"
              .formatted(
                  1024 + DEFAULT_EDGE - POSTGRES_OF_DEFAULT,
                  LARGEST - (KAFKA_OF_DEFAULT - DEFAULT_EDGE),
                  edge));
    }
  }

  public int projection() {
    return edge + 2;
  }

  /** Of the n-th command node, counted from 1. */
  public int command(int node) {
    return node == 1 ? edge + 1 : edge + 1 + node;
  }

  public int kafka() {
    return KAFKA_OF_DEFAULT + edge - DEFAULT_EDGE;
  }

  public int postgres() {
    return POSTGRES_OF_DEFAULT + edge - DEFAULT_EDGE;
  }

  public URI edgeUrl() {
    return url(edge);
  }

  URI projectionUrl() {
    return url(projection());
  }

  List<URI> commandUrls() {
    return IntStream.rangeClosed(1, commandNodes).mapToObj(node -> url(command(node))).toList();
  }

  public static URI url(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Every part that listens, with its port, in the order in which they are told. */
  public Map<String, Integer> byPart() {
    Map<String, Integer> ports = new LinkedHashMap<>();
    ports.put(Parts.KAFKA, kafka());
    ports.put(Parts.POSTGRES, postgres());
    IntStream.rangeClosed(1, commandNodes)
        .forEach(node -> ports.put(Parts.commandNode(node), command(node)));
    ports.put(Parts.PROJECTION, projection());
    ports.put(Parts.EDGE, edge);
    return ports;
  }
}
