package dev.manadeck.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailoverTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration ENOUGH_TO_TRY_AGAIN = Duration.ofSeconds(3);

  private final FakeBackend projection = FakeBackend.named("projection");
  private final FakeBackend first = FakeBackend.named("first");
  private final FakeBackend second = FakeBackend.named("second");

  @AfterEach
  void stop() {
    projection.close();
    first.close();
    second.close();
  }

  @Test
  void givesCommandNodesTheirTurns() throws Exception {
    try (RunningEdge edge = RunningEdge.before(projection.url(), first.url(), second.url())) {
      await().until(() -> edge.get("/actuator/health").body().contains("\"ready\":2"));

      for (int i = 0; i < 6; i++) {
        edge.post("/api/decks", "{}");
      }
    }

    assertThat(first.seen()).hasSize(3);
    assertThat(second.seen()).hasSize(3);
  }

  @Test
  void asksOnlyReadyNodesWhileThereAreAny() throws Exception {
    second.notReady();
    try (RunningEdge edge = RunningEdge.before(projection.url(), first.url(), second.url())) {
      String oneNode = "\"commandNodes\":{\"status\":\"UP\",\"ready\":1,";
      await().until(() -> edge.get("/actuator/health").body().contains(oneNode));

      for (int i = 0; i < 4; i++) {
        edge.post("/api/decks", "{}");
      }
    }

    assertThat(second.seen()).isEmpty();
  }

  @Test
  void asksANodeThatIsNotReadyIfThereIsNoOther() throws Exception {
    first.notReady();
    try (RunningEdge edge = RunningEdge.before(projection.url(), first.url())) {
      assertThat(edge.post("/api/decks", "{}").body()).isEqualTo("first");
    }
  }

  @Test
  void goesToTheNextNodeWhenOneCannotBeReached() throws Exception {
    URI gone = first.url();
    first.close();
    try (RunningEdge edge = RunningEdge.before(projection.url(), gone, second.url())) {
      for (int i = 0; i < 4; i++) {
        assertThat(edge.post("/api/decks", "{}").body()).isEqualTo("second");
      }
    }
  }

  @Test
  void sendsTheSameCommandToTheNextNodeWhenOneDiesAfterReadingIt() throws Exception {
    try (BreakingBackend dying = BreakingBackend.beforeAnswering();
        RunningEdge edge = RunningEdge.before(projection.url(), dying.url(), second.url())) {
      int sent = 0;
      while (dying.seen().isEmpty()) {
        assertThat(edge.post("/api/decks", "{\"title\":\"t\"}").body()).isEqualTo("second");
        sent++;
      }

      List<String> broken = dying.seen().getFirst();
      assertThat(broken.getLast()).isEqualTo("{\"title\":\"t\"}");
      String key = header(broken, Exchange.IDEMPOTENCY_KEY);
      assertThat(second.seen()).hasSize(sent);
      assertThat(second.seen())
          .filteredOn(seen -> key.equals(seen.header(Exchange.IDEMPOTENCY_KEY)))
          .singleElement()
          .extracting(FakeBackend.Seen::body, InstanceOfAssertFactories.BYTE_ARRAY)
          .asString()
          .isEqualTo("{\"title\":\"t\"}");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 20",
        "HTTP/1.1 201 Created\r\nX-Broken: yes\r\nContent-Le",
        "HTTP/1.1 201 Created\r\nX-Broken: yes\r\nContent-Length: 10\r\n\r\n"
      })
  void triesAgainWhenAnAnswerBreaksBeforeItsContent(String lastWords) throws Exception {
    try (BreakingBackend dying = new BreakingBackend(lastWords);
        RunningEdge edge = RunningEdge.before(projection.url(), dying.url(), second.url())) {
      while (dying.seen().isEmpty()) {
        HttpResponse<String> response = edge.post("/api/decks", "{}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("second");
        assertThat(response.headers().firstValue("X-Broken")).isEmpty();
      }
    }
  }

  @Test
  void losesNoOtherAnswerWhenAnswersBreakBehindTheirHeaders() throws Exception {
    int requests = 2_000;
    try (BreakingBackend dying =
            new BreakingBackend("HTTP/1.1 201 Created\r\nContent-Length: 10\r\n\r\n");
        RunningEdge edge = RunningEdge.before(projection.url(), dying.url(), second.url());
        ExecutorService clients = Executors.newFixedThreadPool(8)) {
      List<Callable<String>> posts =
          Collections.nCopies(requests, () -> edge.post("/api/decks", "{}").body());

      assertThat(clients.invokeAll(posts)).extracting(Future::get).containsOnly("second");
      assertThat(dying.seen()).isNotEmpty();
    }
  }

  @Test
  void keepsTheKeyOverEveryAttempt() throws Exception {
    try (BreakingBackend dying = BreakingBackend.beforeAnswering();
        RunningEdge edge =
            RunningEdge.with(ENOUGH_TO_TRY_AGAIN, null, projection.url(), dying.url())) {
      HttpResponse<String> answer = edge.post("/api/decks", "{}");
      assertThat(answer.statusCode()).isEqualTo(503);

      Set<String> keys = new HashSet<>();
      dying.seen().forEach(request -> keys.add(header(request, Exchange.IDEMPOTENCY_KEY)));
      assertThat(dying.seen()).hasSizeGreaterThan(1);
      assertThat(answer.headers().firstValue(Exchange.IDEMPOTENCY_KEY).stream().toList())
          .hasSameElementsAs(keys);
    }
  }

  @Test
  void doesNotRepeatAnOperationThatMayHaveBeenCarriedOut() throws Exception {
    try (BreakingBackend dying = BreakingBackend.beforeAnswering();
        RunningEdge edge = RunningEdge.before(dying.url(), first.url())) {
      HttpResponse<String> response = edge.post("/api/ops/projections/decks/replays", "{}");

      assertThat(response.statusCode()).isEqualTo(502);
      assertThat(response.headers().firstValue("Content-Type")).contains(Problem.MEDIA_TYPE);
      assertThat(dying.seen()).hasSize(1);
    }
  }

  @Test
  void waitsForAServiceThatComesBackBeforeTheDeadline() throws Exception {
    URI url = projection.url();
    projection.close();
    try (RunningEdge edge = RunningEdge.before(url, first.url())) {
      CompletableFuture<HttpResponse<String>> answer =
          edge.client()
              .sendAsync(
                  HttpRequest.newBuilder(edge.uri("/api/decks")).build(),
                  HttpResponse.BodyHandlers.ofString());
      await().until(() -> edge.get("/actuator/health").statusCode() == 503);

      try (FakeBackend _ = FakeBackend.named("back again", url.getPort())) {
        assertThat(answer.get().body()).isEqualTo("back again");
      }
    }
  }

  @Test
  void asksAllNodesAgainAndAgainUntilOneComesBack() throws Exception {
    List<URI> gone = List.of(first.url(), second.url());
    first.close();
    second.close();
    for (URI returning : gone) {
      try (RunningEdge edge = RunningEdge.before(projection.url(), gone.get(0), gone.get(1))) {
        CompletableFuture<HttpResponse<String>> answer =
            edge.client()
                .sendAsync(
                    HttpRequest.newBuilder(edge.uri("/api/decks"))
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build(),
                    HttpResponse.BodyHandlers.ofString());
        await().until(() -> edge.get("/actuator/health").statusCode() == 503);

        try (FakeBackend _ = FakeBackend.named("back again", returning.getPort())) {
          assertThat(answer.get().body()).isEqualTo("back again");
        }
      }
    }
  }

  @Test
  void saysSoWhenNobodyAnswersBeforeTheDeadline() throws Exception {
    URI goneProjection = projection.url();
    URI goneCommand = first.url();
    projection.close();
    first.close();
    try (RunningEdge edge = RunningEdge.with(SHORT, null, goneProjection, goneCommand)) {
      for (HttpResponse<String> response :
          List.of(edge.get("/api/decks"), edge.post("/api/decks", "{}"))) {
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
        assertThat(response.headers().firstValue("Content-Type")).contains(Problem.MEDIA_TYPE);
        assertThat(response.body())
            .contains("\"status\":503", "\"title\":", "\"detail\":", "\"message\":")
            .contains(
                "\"type\":\"urn:manadeck:problem:unavailable\"", "\"instance\":\"/api/decks\"");
      }
    }
  }

  @Test
  void doesNotWaitForASilentServiceBeyondTheDeadline() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    projection.answering(_ -> waitFor(never));
    try (RunningEdge edge = RunningEdge.with(SHORT, null, projection.url(), first.url())) {
      assertThat(edge.get("/api/decks").statusCode()).isEqualTo(503);
    }
    never.countDown();
  }

  @Test
  void asksAnotherNodeAsSoonAsOneHasFrozen() throws Exception {
    try (RunningEdge edge = RunningEdge.before(projection.url(), first.url(), second.url())) {
      await().until(() -> edge.get("/actuator/health").body().contains("\"ready\":2"));
      first.freeze();

      List<CompletableFuture<HttpResponse<String>>> answers =
          Stream.generate(() -> postSoon(edge)).limit(4).toList();

      assertThat(answers).extracting(answer -> answer.get().body()).containsOnly("second");
    }
    assertThat(first.seen()).isEmpty();
  }

  @Test
  void doesNotTakeANodeForFrozenThatAnsweredALaterProbe() throws Exception {
    CountDownLatch ready = new CountDownLatch(1);
    first.answering(
        exchange -> {
          waitFor(ready);
          FakeBackend.text(exchange, 200, "first");
        });
    try (RunningEdge edge = RunningEdge.before(projection.url(), first.url(), second.url())) {
      await().until(() -> edge.get("/actuator/health").body().contains("\"ready\":2"));
      List<CompletableFuture<HttpResponse<String>>> answers =
          Stream.generate(() -> postSoon(edge)).limit(2).toList();
      await().until(() -> first.seen().size() == 1);

      int before = first.leaveOneProbeUnanswered().probes();
      await().until(() -> first.probes() > before + 4);
      ready.countDown();

      assertThat(answers)
          .extracting(answer -> answer.get().body())
          .containsExactlyInAnyOrder("first", "second");
    }
    assertThat(second.seen()).hasSize(1);
  }

  @Test
  void waitsForAFrozenServiceThatNobodyCanStandInFor() throws Exception {
    try (RunningEdge edge = RunningEdge.before(projection.url(), first.url())) {
      await().until(() -> edge.get("/actuator/health").statusCode() == 200);
      projection.freeze();
      CompletableFuture<HttpResponse<String>> answer =
          edge.client()
              .sendAsync(
                  HttpRequest.newBuilder(edge.uri("/api/decks")).build(),
                  HttpResponse.BodyHandlers.ofString());
      await().until(() -> edge.get("/actuator/health").statusCode() == 503);
      projection.thaw();

      assertThat(answer.get().body()).isEqualTo("projection");
      assertThat(projection.seen()).hasSize(1);
    }
  }

  @Test
  void saysThatAnOperationWithoutAnAnswerMayHaveBeenCarriedOut() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    projection.answering(_ -> waitFor(never));
    try (RunningEdge edge = RunningEdge.with(SHORT, null, projection.url(), first.url())) {
      HttpResponse<String> response = edge.post("/api/ops/parked/retry", "");

      assertThat(response.statusCode()).isEqualTo(504);
      assertThat(response.headers().firstValue("Content-Type")).contains(Problem.MEDIA_TYPE);
      assertThat(response.headers().firstValue("Retry-After")).isEmpty();
      assertThat(response.body()).contains("may have been carried out");
      assertThat(projection.seen()).hasSize(1);
    }
    never.countDown();
  }

  @Test
  void passesAServicesOwnRefusalOn() throws Exception {
    first.answering(exchange -> FakeBackend.text(exchange, 503, "busy"));
    try (RunningEdge edge = RunningEdge.before(projection.url(), first.url(), second.url())) {
      await().until(() -> edge.get("/actuator/health").body().contains("\"ready\":2"));

      List<String> answers =
          Stream.of(edge.post("/api/decks", "{}"), edge.post("/api/decks", "{}"))
              .map(HttpResponse::body)
              .toList();

      assertThat(answers).containsExactlyInAnyOrder("busy", "second");
    }
  }

  private static CompletableFuture<HttpResponse<String>> postSoon(RunningEdge edge) {
    return edge.client()
        .sendAsync(
            HttpRequest.newBuilder(edge.uri("/api/decks"))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static String header(List<String> request, String name) {
    return request.stream()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElseThrow();
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
