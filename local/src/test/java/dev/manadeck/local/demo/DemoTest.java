package dev.manadeck.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.manadeck.local.auth.LocalKeys;
import dev.manadeck.local.auth.LocalTokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class DemoTest {

  private record Call(String target, String key, String authorization, String body) {
    private String caller() {
      String claims = authorization.split("\\.")[1];
      return JsonMapper.shared()
          .readTree(Base64.getUrlDecoder().decode(claims))
          .required("sub")
          .asString();
    }

    private Call withoutToken() {
      return new Call(target, key, "", body);
    }
  }

  @TempDir private Path folder;
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private HttpServer api;
  private int answer = 201;
  private Demo demo;

  @BeforeEach
  void start() throws IOException {
    api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    api.createContext("/", this::answer);
    api.start();
    demo =
        new Demo(
            URI.create("http://127.0.0.1:" + api.getAddress().getPort()),
            new LocalTokens(new LocalKeys(folder).ensure()),
            LocalDate.of(2026, 3, 1));
  }

  @AfterEach
  void stop() {
    api.stop(0);
  }

  @Test
  void createsDecksOfSeveralLearners() {
    Demo.Outcome outcome = demo.fillIn();

    assertThat(outcome.learners()).hasSizeGreaterThanOrEqualTo(3);
    assertThat(calls.stream().filter(call -> call.target().equals("POST /api/decks")))
        .hasSize(outcome.decks())
        .allSatisfy(
            call -> {
              assertThat(call.authorization()).startsWith("Bearer ey");
              assertThat(JsonMapper.shared().readTree(call.body()).required("title").asString())
                  .isNotBlank();
            });
    assertThat(calls.stream().map(Call::key)).doesNotHaveDuplicates();
    assertThat(calls.stream().map(Call::caller).distinct())
        .containsExactlyElementsOf(outcome.learners());
  }

  @Test
  void studiesForWeeksBeforeToday() {
    Demo.Outcome outcome = demo.fillIn();

    List<String> instants =
        calls.stream()
            .filter(call -> call.target().endsWith("/reviews"))
            .flatMap(call -> JsonMapper.shared().readTree(call.body()).get("reviews").valueStream())
            .map(review -> review.required("reviewedAt").asString())
            .toList();
    assertThat(instants)
        .hasSize(outcome.reviews())
        .allSatisfy(instant -> assertThat(instant).isBetween("2026-02-01", "2026-03-01"));
    assertThat(instants.stream().map(instant -> instant.substring(0, 10)).distinct()).hasSize(28);
  }

  @Test
  void asksForTheSameASecondTime() {
    demo.fillIn();
    List<Call> first = calls.stream().map(Call::withoutToken).toList();
    calls.clear();

    demo.fillIn();

    assertThat(calls.stream().map(Call::withoutToken)).containsExactlyElementsOf(first);
  }

  @Test
  void isContentWithDecksThatAreThereAlready() {
    answer = 409;

    assertThat(demo.fillIn().decks()).isPositive();
  }

  @Test
  void saysWhatWasNotTaken() {
    answer = 401;

    assertThatThrownBy(demo::fillIn)
        .isInstanceOf(DemoFailedException.class)
        .hasMessageContaining("POST /api/decks")
        .hasMessageContaining("401")
        .hasMessageContaining("the answer");
  }

  private void answer(HttpExchange exchange) throws IOException {
    calls.add(
        new Call(
            exchange.getRequestMethod() + " " + exchange.getRequestURI(),
            exchange.getRequestHeaders().getFirst("Idempotency-Key"),
            exchange.getRequestHeaders().getFirst("Authorization"),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    byte[] body = "the answer".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
