package dev.manadeck.local.stack;

import dev.manadeck.local.supervision.Health;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;

/** Looks from outside how the parts are. */
public final class StackHealth {
  private static final int CONNECT_MILLIS = 1000;

  private StackHealth() {}

  /**
   * @param address where it listens
   */
  public record PartHealth(String part, boolean isUp, String address) {}

  public static List<PartHealth> of(Ports ports) {
    return ports.byPart().entrySet().parallelStream()
        .map(
            port ->
                new PartHealth(
                    port.getKey(),
                    isUp(port.getKey(), port.getValue()),
                    "127.0.0.1:" + port.getValue()))
        .toList();
  }

  private static boolean isUp(String part, int port) {
    return switch (part) {
      case Parts.KAFKA, Parts.POSTGRES -> takesConnections(port);
      case Parts.EDGE -> answers(port, "liveness");
      default -> answers(port, "readiness");
    };
  }

  /** The edge is ready only when those behind it are, which are looked at themselves. */
  private static boolean answers(int port, String question) {
    return Health.isUp(Ports.url(port).resolve("/actuator/health/" + question));
  }

  private static boolean takesConnections(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      return true;
    } catch (IOException nobodyThere) {
      return false;
    }
  }
}
