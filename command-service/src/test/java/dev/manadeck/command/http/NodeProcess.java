package dev.manadeck.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.testing.TestKafka;
import dev.manadeck.web.tokens.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A node that is a process, so that it can be stopped and let go on like one. */
final class NodeProcess implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI url;
  private final Process process;

  private NodeProcess(URI url, Process process) {
    this.url = url;
    this.process = process;
  }

  static NodeProcess start(TestTokens tokens, String topicPrefix, Path log) {
    var port = freePort();
    var settings = new HashMap<String, Object>(tokens.properties());
    settings.put("server.port", port);
    settings.put("spring.kafka.bootstrap-servers", TestKafka.bootstrapServers());
    settings.put("manadeck.topics.prefix", topicPrefix);
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                NodeMain.class.getName()));
    settings.forEach((name, value) -> command.add("--%s=%s".formatted(name, value)));
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      return new NodeProcess(URI.create("http://127.0.0.1:%d".formatted(port)), process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As {@code Ctrl-Z} does: it keeps its memory and its connections, and does nothing. */
  void freeze() {
    signal("STOP");
  }

  void goOn() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
      assertThat(kill.waitFor()).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** None while it does not answer. */
  List<Integer> openShards() {
    try {
      var health = JSON.readTree(send("GET", "/actuator/health/readiness", "").body());
      return health.at("/components/shards/details").properties().stream()
          .filter(shard -> shard.getValue().asString().equals("OPEN"))
          .map(Map.Entry::getKey)
          .map(Integer::valueOf)
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  Reply post(String path, String body, String... headers) throws IOException {
    var response = send("POST", path, body, headers);
    var received = new HashMap<String, String>();
    response.headers().map().forEach((name, values) -> received.put(name, values.getFirst()));
    return new Reply(response.statusCode(), received, JSON.readTree(response.body()));
  }

  private HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException {
    var request =
        HttpRequest.newBuilder(url.resolve(path))
            .method(method, BodyPublishers.ofString(body))
            .header("Content-Type", "application/json");
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    client.close();
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
