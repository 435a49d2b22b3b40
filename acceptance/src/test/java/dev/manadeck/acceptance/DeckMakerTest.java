package dev.manadeck.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeckMakerTest {
  private HttpServer refusing;

  @BeforeEach
  void startServer() throws IOException {
    refusing = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    refusing.createContext("/", DeckMakerTest::refuse);
    refusing.start();
  }

  @AfterEach
  void stopServer() {
    refusing.stop(0);
  }

  @Test
  void tellsWhyADeckWasRefused() {
    var url = URI.create("http://127.0.0.1:" + refusing.getAddress().getPort());
    try (var client = new DeckMaker(url, "token")) {
      client.start();

      await().untilAsserted(() -> refused(client::requireGoingOn));
      refused(client::stop);
    }
  }

  private static void refused(Runnable call) {
    assertThatThrownBy(call::run).hasRootCauseMessage("409: Not now, please");
  }

  private static void refuse(HttpExchange exchange) throws IOException {
    var body = "Not now, please".getBytes(UTF_8);
    exchange.sendResponseHeaders(409, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
