package dev.manadeck.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadClientTest {
  private static final byte[] REQUEST =
      "POST /anything HTTP/1.1\r\nHost: here\r\nContent-Length: 2\r\n\r\n{}".getBytes(US_ASCII);

  private final AtomicInteger requests = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          boolean isTooMuch = requests.incrementAndGet() % 3 == 0;
          exchange.sendResponseHeaders(isTooMuch ? 503 : 201, 2);
          exchange.getResponseBody().write("{}".getBytes(US_ASCII));
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
    threads.close();
  }

  @Test
  void countsEveryAnswerOnce() {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    try (LoadClient client = new LoadClient(url, 4)) {
      Load load = client.run(_ -> REQUEST, Duration.ofMillis(300));

      assertThat(load.failures()).containsOnlyKeys(503);
      assertThat(load.failures().get(503).first()).isEqualTo("{}");
      assertThat(load.acknowledged() + load.failures().get(503).count()).isEqualTo(requests.get());
      assertThat(load.millisAt(50)).isPositive().isLessThanOrEqualTo(load.millisAt(99.9));
      assertThat(load.elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }
  }
}
