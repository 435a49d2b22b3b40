package dev.manadeck.local.operations;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/** A service that answers as it was told, each request with the next answer, the last one again. */
final class FakeService implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
  private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();

  record Asked(String what, String body, String authorization) {}

  private record Answer(int status, String contentType, String body, boolean isCut) {}

  FakeService() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /**
   * @param what method and path
   */
  FakeService answers(String what, int status, String json) {
    return add(what, new Answer(status, "application/json", json, false));
  }

  FakeService streams(String what, String events) {
    return add(what, new Answer(200, "text/event-stream", events, false));
  }

  /** Then the connection breaks. */
  FakeService streamsInPart(String what, String events) {
    return add(what, new Answer(200, "text/event-stream", events, true));
  }

  private FakeService add(String what, Answer answer) {
    answers.computeIfAbsent(what, any -> new ArrayDeque<>()).add(answer);
    return this;
  }

  List<Asked> asked() {
    return List.copyOf(asked);
  }

  List<String> asked(String what) {
    return asked.stream().filter(each -> each.what().equals(what)).map(Asked::body).toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String what = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    asked.add(
        new Asked(
            what,
            new String(exchange.getRequestBody().readAllBytes(), UTF_8),
            exchange.getRequestHeaders().getFirst("Authorization")));
    Answer answer = next(what);
    byte[] body = answer.body().getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", answer.contentType());
    // More is announced than comes, if the connection is to break.
    int announced = body.length + (answer.isCut() ? 1 : 0);
    exchange.sendResponseHeaders(answer.status(), announced == 0 ? -1 : announced);
    exchange.getResponseBody().write(body);
    exchange.getResponseBody().flush();
    exchange.close();
  }

  private Answer next(String what) {
    Deque<Answer> planned = answers.get(what);
    if (planned == null) {
      return new Answer(
          404, "application/problem+json", "{\"detail\": \"No " + what + "\"}", false);
    }
    synchronized (planned) {
      return planned.size() > 1 ? planned.remove() : planned.element();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
