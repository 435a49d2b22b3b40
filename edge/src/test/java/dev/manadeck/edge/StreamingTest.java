package dev.manadeck.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StreamingTest {
  private static final String END = "";

  private final FakeBackend projection = FakeBackend.named("projection");
  private final FakeBackend command = FakeBackend.named("command");
  private final BlockingQueue<String> events = new ArrayBlockingQueue<>(100);

  @AfterEach
  void stop() {
    events.add(END);
    projection.close();
    command.close();
  }

  @Test
  void passesEveryEventOnAtOnce() throws Exception {
    projection.answering(this::streamEvents);
    try (RunningEdge edge = RunningEdge.before(projection.url(), command.url())) {
      HttpResponse<InputStream> response = open(edge);
      BufferedReader lines = lines(response);

      assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
      for (int i = 0; i < 3; i++) {
        events.add("data: " + i);
        assertThat(lines.readLine()).isEqualTo("data: " + i);
      }
      events.add(END);
      assertThat(lines.readLine()).isNull();
    }
  }

  @Test
  void letsAStreamThatHasBegunGoOnBeyondTheDeadline() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Duration deadline = Duration.ofMillis(300);
    try (RunningEdge edge = RunningEdge.with(deadline, null, projection.url(), command.url())) {
      await().until(() -> edge.get("/api/decks").statusCode() == 200);
      command.answering(_ -> waitFor(never));
      projection.answering(this::streamEvents);
      BufferedReader lines = lines(open(edge));

      assertThat(edge.post("/api/decks", "{}").statusCode()).isEqualTo(503);

      events.add("data: late");
      assertThat(lines.readLine()).isEqualTo("data: late");
    }
    never.countDown();
  }

  @Test
  void cutsStreamsWhenItStops() throws Exception {
    projection.answering(this::streamEvents);
    try (RunningEdge edge = RunningEdge.before(projection.url(), command.url())) {
      HttpResponse<InputStream> response = open(edge);
      BufferedReader lines = lines(response);
      events.add("data: 1");
      assertThat(lines.readLine()).isEqualTo("data: 1");

      edge.stop();

      assertThatThrownBy(lines::readLine).isInstanceOf(IOException.class);
    }
  }

  @Test
  void finishesRequestsInFlightWhenItStops() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch mayAnswer = new CountDownLatch(1);
    command.answering(
        exchange -> {
          arrived.countDown();
          waitFor(mayAnswer);
          FakeBackend.text(exchange, 201, "created");
        });
    try (RunningEdge edge = RunningEdge.before(projection.url(), command.url())) {
      CompletableFuture<HttpResponse<String>> answer =
          CompletableFuture.supplyAsync(() -> post(edge));
      arrived.await();

      Thread stopping = Thread.ofPlatform().start(edge::stop);
      await().until(() -> !edge.takesConnections());
      mayAnswer.countDown();
      stopping.join();

      assertThat(answer.get().statusCode()).isEqualTo(201);
    }
  }

  @Test
  void passesAnswersLargerThanItsMemoryForBodiesOn() throws Exception {
    byte[] block = new byte[1024 * 1024];
    int blocks = 64;
    projection.answering(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream out = exchange.getResponseBody()) {
            for (int i = 0; i < blocks; i++) {
              out.write(block);
            }
          }
        });
    try (RunningEdge edge = RunningEdge.before(projection.url(), command.url());
        InputStream body = get(edge, "/api/decks").body()) {
      assertThat(body.transferTo(OutputStream.nullOutputStream()))
          .isEqualTo((long) blocks * block.length);
    }
  }

  @Test
  void breaksOffTowardsTheClientWhenAnAnswerBreaksOff() throws Exception {
    String half = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf";
    try (BreakingBackend dying = new BreakingBackend(half);
        RunningEdge edge = RunningEdge.before(dying.url(), command.url());
        InputStream body = get(edge, "/api/decks").body()) {
      assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
    }
  }

  private static HttpResponse<InputStream> open(RunningEdge edge) throws Exception {
    return get(edge, "/api/ops/replays/1/events");
  }

  private static HttpResponse<InputStream> get(RunningEdge edge, String path) throws Exception {
    return edge.client()
        .send(HttpRequest.newBuilder(edge.uri(path)).build(), BodyHandlers.ofInputStream());
  }

  private static HttpResponse<String> post(RunningEdge edge) {
    try {
      return edge.post("/api/decks", "{}");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static BufferedReader lines(HttpResponse<InputStream> response) {
    return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  private void streamEvents(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      out.flush();
      for (String event = nextEvent(); !event.equals(END); event = nextEvent()) {
        out.write((event + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    }
  }

  private String nextEvent() {
    try {
      return events.take();
    } catch (InterruptedException e) {
      return END;
    }
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
