package dev.manadeck.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingTest {
  private final FakeBackend projection = FakeBackend.named("projection");
  private final FakeBackend command = FakeBackend.named("command");
  private RunningEdge edge;

  @BeforeEach
  void start() throws Exception {
    edge = RunningEdge.before(projection.url(), command.url());
  }

  @AfterEach
  void stop() {
    edge.close();
    projection.close();
    command.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GET,     /api/decks,              projection",
    "GET,     /api/decks/1?page=2&q=a, projection",
    "OPTIONS, /api/decks,              projection",
    "GET,     /openapi.json,           projection",
    "GET,     /docs,                   projection",
    "POST,    /api/decks,              command",
    "PUT,     /api/decks/1,            command",
    "PATCH,   /api/decks/1,            command",
    "DELETE,  /api/decks/1,            command",
    "GET,     /api/ops/projections,    projection",
    "POST,    /api/ops/parked/retry,   projection",
    "DELETE,  /api/ops/replays/1,      projection",
    "POST,    /api/opsx,               command"
  })
  void sendsReadsAndOperationsToTheProjectionServiceAndWritesToACommandNode(
      String method, String path, String backend) throws Exception {
    HttpResponse<String> response = edge.send(method, path, BodyPublishers.noBody());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(backend);
    FakeBackend asked = backend.equals("command") ? command : projection;
    assertThat(asked.onlySeen().target()).isEqualTo(path);
  }

  @Test
  void readsThePagesOfTheCommandNodeUnderAPrefix() throws Exception {
    assertThat(edge.get("/command/openapi.json").body()).isEqualTo("command");

    assertThat(command.onlySeen().target()).isEqualTo("/openapi.json");
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8080/docs/index.html?a=/b, http://localhost:8080/command/docs/index.html?a=/b",
    "/docs/index.html,                           /command/docs/index.html",
    "index.html,                                 index.html",
    "http://localhost:8080,                      http://localhost:8080"
  })
  void keepsClientsUnderThePrefixWhenACommandNodeSendsThemElsewhere(
      String location, String seenByClients) throws Exception {
    command.answering(
        exchange -> {
          exchange.getResponseHeaders().add("Location", location);
          FakeBackend.text(exchange, 302, "");
        });

    assertThat(edge.get("/command/docs").headers().firstValue("Location")).contains(seenByClients);
  }

  @Test
  void answersHeadWithoutABody() throws Exception {
    HttpResponse<String> response = edge.send("HEAD", "/api/decks", BodyPublishers.noBody());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
    assertThat(projection.onlySeen().method()).isEqualTo("HEAD");
  }

  @Test
  void passesStatusHeadersAndBodyOfTheAnswerOn() throws Exception {
    command.answering(
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/api/decks/7");
          exchange.getResponseHeaders().add("ETag", "\"1\"");
          FakeBackend.text(exchange, 201, "{\"id\":7}");
        });

    HttpResponse<String> response = edge.post("/api/decks", "{}");

    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.headers().firstValue("Location")).contains("/api/decks/7");
    assertThat(response.headers().firstValue("ETag")).contains("\"1\"");
    assertThat(response.headers().allValues("Date")).hasSize(1);
    assertThat(response.body()).isEqualTo("{\"id\":7}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "BREW"})
  void refusesMethodsThatNobodyAnswers(String method) throws Exception {
    HttpResponse<String> response = edge.send(method, "/api/decks", BodyPublishers.noBody());

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).isPresent();
    assertThat(response.headers().firstValue("Content-Type")).contains(Problem.MEDIA_TYPE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/actuator/prometheus", "/%61ctuator/prometheus", "/actuator"})
  void keepsTheServicesOwnActuatorsToItself(String path) throws Exception {
    assertThat(edge.get(path).statusCode()).isEqualTo(404);

    assertThat(projection.seen()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/command/actuator/prometheus", "/command/docs/../actuator/health"})
  void keepsTheCommandNodesActuatorsToThem(String path) throws Exception {
    edge.get(path);

    assertThat(command.seen()).isEmpty();
  }

  @Test
  void escapesWhatBrowsersLeaveUnescaped() throws Exception {
    String answer =
        edge.raw("GET /api/decks?q=a|{é} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 200");
    assertThat(projection.onlySeen().target()).isEqualTo("/api/decks?q=a%7C%7B%C3%A9%7D");
  }
}
