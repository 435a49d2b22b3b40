package dev.manadeck.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** TCP ports of the loopback interface. */
public final class LoopbackPort {

  /*
   * Below the range from which systems take the ports of outgoing connections: a client that keeps
   * knocking at a stopped server's port must never be given that very port as its own.
   */
  private static final int FIRST_FREE = 15_000;
  private static final int LAST_FREE = 31_999;

  private LoopbackPort() {}

  /** A port on which nobody listens at the moment, and which nobody has claimed. */
  public static int free() {
    return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(FIRST_FREE, LAST_FREE + 1))
        .filter(LoopbackPort::isForTheTaking)
        .findFirst()
        .orElseThrow();
  }

  /** The same, and another one than that of somebody who is going to listen there. */
  static int freeBut(int taken) {
    return IntStream.generate(LoopbackPort::free)
        .filter(port -> port != taken)
        .findFirst()
        .orElseThrow();
  }

  static boolean isForTheTaking(int port) {
    return isFree(port) && !PortClaim.isThereOn(port);
  }

  /**
   * @param user who wants to listen on the port, for the message
   * @throws StartFailedException if somebody listens on the port already; names the process where
   *     the system tells
   */
  public static void requireFree(int port, String user) {
    if (!isFree(port)) {
      throw new StartFailedException(
          "Port %d is needed for %s, but %s is listening on it"
              .formatted(
                  port,
                  user,
                  PortHolder.find(port).map(PortHolder::describe).orElse("another process")));
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException inUse) {
      return false;
    }
  }
}
