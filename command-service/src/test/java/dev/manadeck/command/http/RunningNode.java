package dev.manadeck.command.http;

import dev.manadeck.command.CommandServiceApplication;
import dev.manadeck.testing.TestKafka;
import dev.manadeck.testing.TopicReader;
import dev.manadeck.web.api.ApiAnswer;
import dev.manadeck.web.api.ApiDescription;
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
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** The whole service on a port of its own. Each of its answers is held against openapi.json. */
final class RunningNode implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final ApiDescription DESCRIPTION = ApiDescription.shipped();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final TestTokens tokens;
  private final ConfigurableApplicationContext context;
  private final URI url;
  private final String topicPrefix;

  private RunningNode(
      TestTokens tokens, ConfigurableApplicationContext context, URI url, String topicPrefix) {
    this.tokens = tokens;
    this.context = context;
    this.url = url;
    this.topicPrefix = topicPrefix;
  }

  static RunningNode start(TestTokens tokens, String topicPrefix, String... properties) {
    var port = freePort();
    var settings = new HashMap<String, Object>(tokens.properties());
    settings.put("server.port", port);
    settings.put("spring.kafka.bootstrap-servers", TestKafka.bootstrapServers());
    settings.put("manadeck.topics.prefix", topicPrefix);
    for (var property : properties) {
      var nameAndValue = property.split("=", 2);
      settings.put(nameAndValue[0], nameAndValue[1]);
    }
    var arguments =
        settings.entrySet().stream()
            .map(setting -> "--%s=%s".formatted(setting.getKey(), setting.getValue()))
            .toArray(String[]::new);
    var context = new SpringApplicationBuilder(CommandServiceApplication.class).run(arguments);
    return new RunningNode(
        tokens, context, URI.create("http://127.0.0.1:%d".formatted(port)), topicPrefix);
  }

  /** Users whose name begins with admin are admins. */
  Client as(String user) {
    return new Client(this, tokens.bearer(user, roles(user)));
  }

  private static String[] roles(String user) {
    return user.startsWith("admin") ? new String[] {"admin"} : new String[0];
  }

  /** With whatever is wrong with it. */
  Client withAuthorization(String value) {
    return new Client(this, value);
  }

  Reply exchange(String method, String path, HttpRequest.BodyPublisher body, String... headers) {
    var request = HttpRequest.newBuilder(url.resolve(path)).method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    var answer = exchange(request.build());
    if (path.startsWith("/api/")) {
      DESCRIPTION.requireDescribed(method, path.replaceFirst("\\?.*", ""), answer);
    }
    return new Reply(
        answer.status(),
        answer.headers(),
        answer.body().isEmpty() ? MissingNode.getInstance() : JSON.readTree(answer.body()));
  }

  private ApiAnswer exchange(HttpRequest request) {
    try {
      return ApiAnswer.of(client.send(request, BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  Reply get(String path) {
    return exchange("GET", path, BodyPublishers.noBody());
  }

  /** What stands in the log under a key. */
  List<ConsumerRecord<byte[], byte[]>> log(String topic, String key) {
    return new TopicReader(TestKafka.bootstrapServers())
        .readAllOnceDecided(topicPrefix + topic).stream()
            .filter(wire -> new String(wire.key(), StandardCharsets.UTF_8).equals(key))
            .toList();
  }

  URI url() {
    return url;
  }

  ApplicationContext context() {
    return context;
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    context.close();
    client.close();
  }

  static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
