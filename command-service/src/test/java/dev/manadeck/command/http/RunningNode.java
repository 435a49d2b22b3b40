package dev.manadeck.command.http;

import dev.manadeck.command.CommandServiceApplication;
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
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service on a port of its own. */
final class RunningNode implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final TestTokens tokens;
  private final ConfigurableApplicationContext context;
  private final URI url;

  private RunningNode(TestTokens tokens, ConfigurableApplicationContext context, URI url) {
    this.tokens = tokens;
    this.context = context;
    this.url = url;
  }

  static RunningNode start(TestTokens tokens, String topicPrefix, String... properties) {
    var port = freePort();
    var settings = new HashMap<String, Object>(tokens.properties());
    settings.put("server.port", port);
    settings.put("spring.kafka.bootstrap-servers", TestKafka.bootstrapServers());
    settings.put("manadeck.topics.prefix", topicPrefix);
    var arguments =
        Stream.concat(
                settings.entrySet().stream()
                    .map(setting -> "--%s=%s".formatted(setting.getKey(), setting.getValue())),
                Stream.of(properties).map("--"::concat))
            .toArray(String[]::new);
    var context = new SpringApplicationBuilder(CommandServiceApplication.class).run(arguments);
    return new RunningNode(tokens, context, URI.create("http://127.0.0.1:%d".formatted(port)));
  }

  record Reply(int status, Map<String, String> headers, JsonNode body) {
    String header(String name) {
      return headers.get(name);
    }
  }

  /** A request of one user; the body may be absent. */
  Reply send(String method, String path, String user, String body, String... headers) {
    var request =
        HttpRequest.newBuilder(url.resolve(path))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .header("Authorization", tokens.bearer(user, roles(user)));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      var response = client.send(request.build(), BodyHandlers.ofString());
      var received = new HashMap<String, String>();
      response.headers().map().forEach((name, values) -> received.put(name, values.getFirst()));
      return new Reply(response.statusCode(), received, JSON.readTree(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String[] roles(String user) {
    return user.startsWith("admin") ? new String[] {"admin"} : new String[0];
  }

  URI url() {
    return url;
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    context.close();
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
