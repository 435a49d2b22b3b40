package dev.manadeck.local.demo;

import dev.manadeck.local.auth.LocalTokens;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A client of the API that speaks for any learner. */
final class DemoClient {
  private static final Duration TOKENS_LIVE = Duration.ofHours(1);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

  private final URI api;
  private final LocalTokens tokens;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  DemoClient(URI api, LocalTokens tokens) {
    this.api = api;
    this.tokens = tokens;
  }

  /**
   * Creates what the body describes, under the id that it has. That it is there already is fine.
   *
   * @throws DemoFailedException if it is not there afterwards
   */
  void create(String learner, String path, JsonNode body) {
    write(learner, "POST", path, body.required("id").asString(), body);
  }

  /**
   * @param key makes the call the same whenever it is made again
   * @throws DemoFailedException if the API does not take it
   */
  void write(String learner, String method, String path, String key, JsonNode body) {
    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(api.resolve(path))
                .timeout(ANSWER_WITHIN)
                .header("Authorization", "Bearer " + token(learner))
                .header("Idempotency-Key", "demo-" + key)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body.toString()))
                .build());
    switch (response.statusCode()) {
      case HttpURLConnection.HTTP_OK,
          HttpURLConnection.HTTP_CREATED,
          HttpURLConnection.HTTP_CONFLICT -> {}
      default ->
          throw new DemoFailedException(
              "%s %s as %s was answered with %d: %s"
                  .formatted(method, path, learner, response.statusCode(), response.body()));
    }
  }

  private String token(String learner) {
    return tokens.sign(learner, List.of(), Instant.now(), TOKENS_LIVE);
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new DemoFailedException(request.uri() + " did not answer: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoFailedException("Interrupted", e);
    }
  }
}
