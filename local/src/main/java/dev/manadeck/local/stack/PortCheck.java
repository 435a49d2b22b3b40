package dev.manadeck.local.stack;

import dev.manadeck.embedded.LoopbackPort;
import dev.manadeck.embedded.StartFailedException;
import java.time.Duration;
import java.util.Map;

/** Looks whether all ports are free before anything is started. */
final class PortCheck {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private PortCheck() {}

  /**
   * @param patience how long to wait for a port that somebody may be about to give back
   * @throws RefusedException if one is not free
   */
  static void requireFree(Ports ports, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    for (Map.Entry<String, Integer> port : ports.byPart().entrySet()) {
      requireFree(port.getKey(), port.getValue(), deadline);
    }
  }

  private static void requireFree(String part, int port, long deadline) {
    while (true) {
      try {
        LoopbackPort.requireFree(port, part);
        return;
      } catch (StartFailedException e) {
        if (System.nanoTime() > deadline) {
          throw refusal(String.valueOf(e.getMessage()));
        }
        pause();
      }
    }
  }

  static RefusedException refusal(String whatIsInTheWay) {
    return new RefusedException(
        whatIsInTheWay
            + ". Stop that, or move all ports with --port N (the edge's; the others follow)");
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_AGAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException("Interrupted while waiting for a port");
    }
  }
}
