package dev.manadeck.edge;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An edge on a free port, and a client that speaks to it. */
final class RunningEdge implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration MORE_PATIENCE_THAN_ANY_TEST_HAS = Duration.ofHours(1);

  private final Edge edge;
  private final int port;
  private final HttpClient client = HttpClient.newHttpClient();

  private RunningEdge(EdgeSettings settings, BodyMemory bodyMemory) throws Exception {
    this.edge = new Edge(settings, MORE_PATIENCE_THAN_ANY_TEST_HAS, bodyMemory);
    edge.start();
    this.port = edge.port();
  }

  static RunningEdge before(URI projection, URI... commandNodes) throws Exception {
    return with(PATIENCE, null, projection, commandNodes);
  }

  static RunningEdge holding(BodyMemory bodyMemory, URI projection, URI... commandNodes)
      throws Exception {
    return new RunningEdge(settings(PATIENCE, null, projection, commandNodes), bodyMemory);
  }

  static RunningEdge with(
      Duration deadline, @Nullable Path jwksFile, URI projection, URI... commandNodes)
      throws Exception {
    return new RunningEdge(
        settings(deadline, jwksFile, projection, commandNodes), BodyMemory.ofThisProcess());
  }

  private static EdgeSettings settings(
      Duration deadline, @Nullable Path jwksFile, URI projection, URI... commandNodes) {
    return new EdgeSettings("127.0.0.1", 0, projection, List.of(commandNodes), jwksFile, deadline);
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  HttpClient client() {
    return client;
  }

  HttpResponse<String> get(String path) throws Exception {
    return send("GET", path, BodyPublishers.noBody());
  }

  HttpResponse<String> post(String path, String body, String... headers) throws Exception {
    return send("POST", path, BodyPublishers.ofString(body), headers);
  }

  HttpResponse<String> send(String method, String path, BodyPublisher body, String... headers)
      throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).method(method, body);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** Sends these very bytes and reads until the edge closes the connection. */
  String raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  boolean takesConnections() {
    try (Socket _ = new Socket("127.0.0.1", port)) {
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  void stop() {
    edge.stop();
  }

  @Override
  public void close() {
    client.shutdownNow();
    edge.stop();
  }
}
