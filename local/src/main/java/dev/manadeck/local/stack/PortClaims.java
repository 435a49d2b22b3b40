package dev.manadeck.local.stack;

import dev.manadeck.embedded.PortClaim;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The ports of a run, on which no other ManaDeck of this machine begins until they are closed. */
public final class PortClaims implements AutoCloseable {
  private final List<PortClaim> claims = new ArrayList<>();

  private PortClaims() {}

  /**
   * @throws RefusedException if another ManaDeck has claimed one of them
   */
  static PortClaims on(Ports ports) {
    return on(ports.byPart());
  }

  /**
   * @throws RefusedException if another ManaDeck has claimed it
   */
  public static PortClaims onDatabase(Ports ports) {
    return on(Map.of(Parts.POSTGRES, ports.postgres()));
  }

  private static PortClaims on(Map<String, Integer> portsByPart) {
    PortClaims all = new PortClaims();
    try {
      portsByPart.forEach(all::claim);
      return all;
    } catch (RefusedException e) {
      all.close();
      throw e;
    }
  }

  private void claim(String part, int port) {
    claims.add(
        PortClaim.on(port)
            .orElseThrow(
                () ->
                    PortCheck.refusal(
                        "Port %d is needed for %s, but another ManaDeck has claimed it"
                            .formatted(port, part))));
  }

  @Override
  public void close() {
    claims.forEach(PortClaim::close);
  }
}
