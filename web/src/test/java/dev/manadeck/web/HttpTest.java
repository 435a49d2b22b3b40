package dev.manadeck.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.web.tokens.TestTokens;
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
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks to the test application over a real port. All subclasses share one application. */
@SpringBootTest(
    classes = TestApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {"server.address=127.0.0.1", "spring.threads.virtual.enabled=true"})
abstract class HttpTest {
  static final TestTokens TOKENS = TestTokens.start();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();

  @LocalServerPort int port;

  @DynamicPropertySource
  static void authentication(DynamicPropertyRegistry registry) {
    TOKENS.properties().forEach((name, value) -> registry.add(name, () -> value));
  }

  record Answer(int status, HttpResponse<String> response) {
    JsonNode json() {
      return JSON.readTree(response.body());
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /** Every answer that is not a success must pass through here. */
    Answer isProblem(int expectedStatus, String kind) {
      assertThat(status).as(response.body()).isEqualTo(expectedStatus);
      assertThat(header("Content-Type")).isEqualTo("application/problem+json");
      JsonNode problem = json();
      assertThat(problem.path("type").asString()).isEqualTo("urn:manadeck:problem:" + kind);
      assertThat(problem.path("status").asInt()).isEqualTo(expectedStatus);
      assertThat(problem.path("title").asString()).isNotBlank();
      assertThat(problem.path("detail").asString()).isNotBlank();
      assertThat(problem.path("message")).isEqualTo(problem.path("detail"));
      assertThat(problem.path("instance").asString()).isEqualTo(response.uri().getRawPath());
      assertThat(response.body()).doesNotContain("dev.manadeck", "java.", "jackson", "spring");
      return this;
    }

    Answer at(String pointer) {
      assertThat(json().at("/errors/0/pointer").asString()).as(response.body()).isEqualTo(pointer);
      return this;
    }

    Answer saying(String detail) {
      assertThat(json().path("detail").asString()).contains(detail);
      return this;
    }
  }

  final HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)));
  }

  final HttpRequest.Builder asAnna(String path) {
    return request(path).header("Authorization", TOKENS.bearer("anna"));
  }

  final Answer get(String path) throws Exception {
    return send(asAnna(path));
  }

  final Answer post(String path, String json) throws Exception {
    return post(path, "application/json", BodyPublishers.ofString(json));
  }

  final Answer post(String path, String contentType, BodyPublisher body) throws Exception {
    return send(asAnna(path).header("Content-Type", contentType).POST(body));
  }

  final Answer send(HttpRequest.Builder request) throws Exception {
    var response = HTTP.send(request.build(), BodyHandlers.ofString());
    return new Answer(response.statusCode(), response);
  }

  record RawAnswer(String statusLine, List<String> headers, String body) {
    JsonNode json() {
      return JSON.readTree(body);
    }

    void isProblem(int status) {
      assertThat(statusLine).startsWith("HTTP/1.1 " + status);
      assertThat(headers).contains("Content-Type: application/problem+json");
      assertThat(json().path("status").asInt()).isEqualTo(status);
      assertThat(json().path("message")).isEqualTo(json().path("detail"));
    }
  }

  /** Sends exactly these characters; the connection is closed by whoever closes it first. */
  final RawAnswer sendRaw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      socket.shutdownOutput();
      return parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
    }
  }

  private static RawAnswer parse(String answer) {
    int end = answer.indexOf("\r\n\r\n");
    assertThat(end).as("an HTTP answer: " + answer).isPositive();
    List<String> lines = new ArrayList<>(List.of(answer.substring(0, end).split("\r\n")));
    return new RawAnswer(lines.removeFirst(), lines, answer.substring(end + 4));
  }
}
