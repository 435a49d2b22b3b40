package dev.manadeck.embedded;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * The word of a process that it is going to listen on a TCP port of the loopback interface, which
 * binds all that ask for claims. It is the UDP port of the same number: the system gives that to
 * one process only, whatever user it runs as, and takes it back from one that dies.
 */
public final class PortClaim implements AutoCloseable {

  private final DatagramSocket socket;

  private PortClaim(DatagramSocket socket) {
    this.socket = socket;
  }

  /** Empty if somebody has claimed the port already. */
  public static Optional<PortClaim> on(int port) {
    try {
      return Optional.of(
          new PortClaim(
              new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))));
    } catch (IOException claimed) {
      return Optional.empty();
    }
  }

  static boolean isThereOn(int port) {
    Optional<PortClaim> claim = on(port);
    claim.ifPresent(PortClaim::close);
    return claim.isEmpty();
  }

  /** Gives the port back. */
  @Override
  public void close() {
    socket.close();
  }
}
