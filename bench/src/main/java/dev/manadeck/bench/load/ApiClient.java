package dev.manadeck.bench.load;

import dev.manadeck.local.auth.LocalTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/** A client of the API for all that is not measured by the number. For any thread. */
public final class ApiClient {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration TOKENS_LIVE = Duration.ofHours(2);
  private static final int FIRST_FAILURE = 300;

  private final LocalTokens tokens;
  private final Map<String, String> tokenOf = new ConcurrentHashMap<>();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  public ApiClient(LocalTokens tokens) {
    this.tokens = tokens;
  }

  public String token(String user) {
    return tokenOf.computeIfAbsent(
        user, any -> tokens.sign(user, List.of("operator"), Instant.now(), TOKENS_LIVE));
  }

  /**
   * @throws IllegalStateException if it is not acknowledged
   */
  public HttpResponse<String> post(URI url, String user, Object body) {
    return acknowledged(tryPost(url, user, body));
  }

  /** Whatever the answer is. */
  public HttpResponse<String> tryPost(URI url, String user, Object body) {
    return send(
        request(url, user)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)))
            .build());
  }

  /** Whatever the answer is. */
  public HttpResponse<String> get(URI url, String user, String... headers) {
    HttpRequest.Builder request = request(url, user);
    return send((headers.length == 0 ? request : request.headers(headers)).GET().build());
  }

  private HttpRequest.Builder request(URI url, String user) {
    return HttpRequest.newBuilder(url)
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token(user));
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(request.uri() + " did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  public static HttpResponse<String> acknowledged(HttpResponse<String> response) {
    if (response.statusCode() >= FIRST_FAILURE) {
      throw new IllegalStateException(
          "Expected %s to be acknowledged, but it was answered with %d: %s"
              .formatted(response.uri(), response.statusCode(), response.body()));
    }
    return response;
  }
}
