package dev.manadeck.local.operations;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** The operators' part of the API. Every call answers with JSON or throws an ApiException. */
final class OperatorApi {
  /** A service of another version may leave fields out. */
  static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();

  private static final String ROOT = "/api/ops/";
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

  /** The edge gives up after 15 s, and says so better than we could. */
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);

  /** The service itself goes on with an action for as long as it takes. */
  private static final Duration CARRIED_OUT_WITHIN = Duration.ofMinutes(5);

  private final URI base;
  private final Supplier<String> tokens;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_WITHIN)
          .build();

  /**
   * @param tokens asked before every call
   */
  OperatorApi(URI base, Supplier<String> tokens) {
    this.base = base;
    this.tokens = tokens;
  }

  JsonNode get(String... path) {
    return call("GET", null, path);
  }

  JsonNode post(@Nullable JsonNode body, String... path) {
    return call("POST", body, path);
  }

  void delete(String... path) {
    call("DELETE", null, path);
  }

  /** What happens to a run from now on. */
  EventStream events(String runId) {
    EventStream events = new EventStream();
    HttpRequest request =
        request("replays", runId, "events").header("Accept", "text/event-stream").build();
    events.closedBy(
        http.sendAsync(
                request,
                answer ->
                    answer.statusCode() == HttpURLConnection.HTTP_OK
                        ? BodySubscribers.fromLineSubscriber(events)
                        : BodySubscribers.replacing(null))
            .whenComplete((_, _) -> events.onComplete()));
    return events;
  }

  private JsonNode call(String method, @Nullable JsonNode body, String... path) {
    HttpRequest.Builder request =
        request(path).timeout(method.equals("GET") ? ANSWER_WITHIN : CARRIED_OUT_WITHIN);
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", "application/json")
          .method(method, BodyPublishers.ofString(body.toString()));
    }
    HttpResponse<String> answer = send(request.build());
    if (answer.statusCode() >= HttpURLConnection.HTTP_MULT_CHOICE) {
      throw ApiException.answered(
          answer.statusCode(), ProblemText.of(answer.statusCode(), answer.body()));
    }
    return json(answer);
  }

  private HttpRequest.Builder request(String... path) {
    StringBuilder target = new StringBuilder(ROOT);
    for (int i = 0; i < path.length; i++) {
      target.append(i == 0 ? "" : "/").append(encoded(path[i]));
    }
    return HttpRequest.newBuilder(base.resolve(target.toString()))
        .header("Authorization", "Bearer " + tokens.get());
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw ApiException.unreachable(
          "%s does not answer%s"
              .formatted(base, e.getMessage() == null ? "" : ": " + e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ApiException.unreachable("Interrupted while waiting for " + base);
    }
  }

  private JsonNode json(HttpResponse<String> answer) {
    if (answer.body().isBlank()) {
      return JsonNodeFactory.instance.nullNode();
    }
    try {
      return JSON.readTree(answer.body());
    } catch (JacksonException e) {
      throw ApiException.unreachable(
          "%s answers with something that is no JSON: it is no ManaDeck".formatted(base));
    }
  }

  private static String encoded(String segment) {
    return URLEncoder.encode(segment, UTF_8).replace("+", "%20");
  }
}
