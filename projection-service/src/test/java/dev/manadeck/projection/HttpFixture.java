package dev.manadeck.projection;

import dev.manadeck.projection.fixture.KafkaLog;
import dev.manadeck.projection.fixture.ProjectionDatabase;
import dev.manadeck.web.api.ApiAnswer;
import dev.manadeck.web.api.ApiDescription;
import dev.manadeck.web.tokens.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole service on a port of its own, with real Kafka and PostgreSQL. Each of its answers is
 * held against openapi.json.
 */
public final class HttpFixture implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final ApiDescription DESCRIPTION = ApiDescription.shipped();

  private final TestTokens tokens = TestTokens.start();
  private final HttpClient client = HttpClient.newHttpClient();
  private final ConfigurableApplicationContext service;
  private final int port;

  private HttpFixture(KafkaLog log, ProjectionDatabase database, Map<String, Object> more) {
    var properties = new HashMap<String, Object>();
    properties.put("server.port", 0);
    properties.putAll(log.properties());
    properties.putAll(database.properties());
    properties.put("manadeck.projections.lag-interval", "200ms");
    properties.put("manadeck.projections.idle-move", "50ms");
    properties.putAll(tokens.properties());
    properties.putAll(more);
    var application = new SpringApplication(ProjectionServiceApplication.class);
    service =
        application.run(
            properties.entrySet().stream()
                .map(entry -> "--%s=%s".formatted(entry.getKey(), entry.getValue()))
                .toArray(String[]::new));
    port = service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  public static HttpFixture started(
      KafkaLog log, ProjectionDatabase database, Map<String, Object> properties) {
    return new HttpFixture(log, database, properties);
  }

  /**
   * @param headers names and values in turn
   */
  public Answer get(String path, String user, String... headers) {
    return send("GET", path, user, headers);
  }

  public Answer getOpenly(String path) {
    return exchange(request(path).GET().build());
  }

  public Answer getAsOperator(String path) {
    return exchange(
        request(path).GET().header("Authorization", tokens.bearer("op", "operator")).build());
  }

  public Answer postAsOperator(String path) {
    return postAsOperator(path, HttpRequest.BodyPublishers.noBody());
  }

  public Answer postAsOperator(String path, String json) {
    return postAsOperator(path, HttpRequest.BodyPublishers.ofString(json));
  }

  private Answer postAsOperator(String path, HttpRequest.BodyPublisher body) {
    return exchange(
        request(path)
            .POST(body)
            .header("Authorization", tokens.bearer("op", "operator"))
            .header("Content-Type", "application/json")
            .build());
  }

  public Answer deleteAsOperator(String path) {
    return exchange(
        request(path).DELETE().header("Authorization", tokens.bearer("op", "operator")).build());
  }

  private Answer send(String method, String path, String user, String... headers) {
    var request =
        request(path)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .header("Authorization", tokens.bearer(user));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return exchange(request.build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  private Answer exchange(HttpRequest request) {
    try {
      var response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (request.uri().getPath().startsWith("/api/")) {
        DESCRIPTION.requireDescribed(
            request.method(), request.uri().getPath(), ApiAnswer.of(response));
      }
      return new Answer(response.statusCode(), response);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public ApplicationContext context() {
    return service;
  }

  public record Answer(int status, HttpResponse<String> response) {
    public JsonNode json() {
      return JSON.readTree(response.body());
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse(null);
    }
  }

  @Override
  public void close() {
    service.close();
    client.close();
    tokens.close();
  }
}
