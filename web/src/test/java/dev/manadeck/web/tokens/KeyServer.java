package dev.manadeck.web.tokens;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/** A token issuer's key set on a loopback port; can be stopped, and started again on that port. */
public final class KeyServer implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final AtomicInteger requestCount = new AtomicInteger();
  private volatile List<SigningKey> keys;
  private HttpServer server;
  private final int port;

  private KeyServer(HttpServer server, List<SigningKey> keys) {
    this.server = server;
    this.port = server.getAddress().getPort();
    this.keys = keys;
    serve();
  }

  public static KeyServer publishing(SigningKey... keys) {
    return new KeyServer(bind(0), List.of(keys));
  }

  public URI jwksUri() {
    return URI.create("http://127.0.0.1:%d/jwks.json".formatted(port));
  }

  public void publish(SigningKey... rotated) {
    keys = Arrays.asList(rotated);
  }

  public int requestCount() {
    return requestCount.get();
  }

  public void stop() {
    server.stop(0);
  }

  public void startAgain() {
    server = bind(port);
    serve();
  }

  @Override
  public void close() {
    stop();
  }

  private void serve() {
    server.createContext(
        "/jwks.json",
        exchange -> {
          requestCount.incrementAndGet();
          byte[] body =
              JSON.writeValueAsBytes(
                  Map.of("keys", keys.stream().map(SigningKey::published).toList()));
          exchange.getResponseHeaders().set("Content-Type", "application/jwk-set+json");
          exchange.sendResponseHeaders(200, body.length);
          try (var answer = exchange.getResponseBody()) {
            answer.write(body);
          }
        });
    server.start();
  }

  private static HttpServer bind(int port) {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException busy) {
      throw new UncheckedIOException(busy);
    }
  }
}
