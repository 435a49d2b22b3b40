package dev.manadeck.command.http;

import dev.manadeck.command.CommandServiceApplication;
import dev.manadeck.testing.ServiceProcess;
import dev.manadeck.testing.TestKafka;
import dev.manadeck.web.tokens.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
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
  private final ServiceProcess process;

  private NodeProcess(URI url, ServiceProcess process) {
    this.url = url;
    this.process = process;
  }

  static NodeProcess start(TestTokens tokens, String topicPrefix, Path log) {
    return start(tokens, topicPrefix, log, RunningNode.freePort(), Map.of());
  }

  static NodeProcess start(
      TestTokens tokens, String topicPrefix, Path log, int port, Map<String, ?> more) {
    var settings = new HashMap<String, Object>(tokens.properties());
    settings.put("server.port", port);
    settings.put("spring.kafka.bootstrap-servers", TestKafka.bootstrapServers());
    settings.put("manadeck.topics.prefix", topicPrefix);
    settings.putAll(more);
    return new NodeProcess(
        URI.create("http://127.0.0.1:%d".formatted(port)),
        ServiceProcess.start(CommandServiceApplication.class, settings, log));
  }

  /** As {@code Ctrl-Z} does: it keeps its memory and its connections, and does nothing. */
  void freeze() {
    process.freeze();
  }

  void goOn() {
    process.goOn();
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
    process.close();
    client.close();
  }
}
