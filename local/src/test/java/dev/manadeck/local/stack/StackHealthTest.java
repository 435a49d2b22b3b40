package dev.manadeck.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.manadeck.local.stack.StackHealth.PartHealth;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class StackHealthTest {

  @Test
  void takesAnEdgeForUpThatMissesWhatIsBehindIt() throws Exception {
    HttpServer edge =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    edge.createContext(
        "/actuator/health",
        exchange -> {
          boolean isLiveness = exchange.getRequestURI().getPath().endsWith("/liveness");
          exchange.sendResponseHeaders(isLiveness ? 200 : 503, -1);
          exchange.close();
        });
    edge.start();
    try {
      assertThat(StackHealth.of(new Ports(edge.getAddress().getPort(), 1)))
          .filteredOn(part -> part.part().equals(Parts.EDGE))
          .singleElement()
          .matches(PartHealth::isUp);
    } finally {
      edge.stop(0);
    }
  }
}
