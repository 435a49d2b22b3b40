package dev.manadeck.edge;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A service behind the edge that answers as a test tells it and remembers what it was asked. */
final class FakeBackend implements AutoCloseable {

  record Seen(String method, String target, Headers headers, byte[] body) {
    String header(String name) {
      return headers.getFirst(name);
    }
  }

  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  private final String name;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private volatile Answer answer = exchange -> text(exchange, 200, "");
  private volatile int readiness = 200;
  private final AtomicInteger probes = new AtomicInteger();
  private volatile CountDownLatch awake = new CountDownLatch(0);
  private volatile int unansweredProbe;

  private FakeBackend(String name, int port) {
    this.name = name;
    this.answer = exchange -> text(exchange, 200, name);
    try {
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  static FakeBackend named(String name) {
    return new FakeBackend(name, 0);
  }

  static FakeBackend named(String name, int port) {
    return new FakeBackend(name, port);
  }

  FakeBackend answering(Answer answer) {
    this.answer = answer;
    return this;
  }

  FakeBackend notReady() {
    this.readiness = 503;
    return this;
  }

  /** It still takes connections, but says nothing to anybody. */
  FakeBackend freeze() {
    this.awake = new CountDownLatch(1);
    return this;
  }

  void thaw() {
    awake.countDown();
  }

  /** The next one; those behind it are. */
  FakeBackend leaveOneProbeUnanswered() {
    this.unansweredProbe = probes.get() + 1;
    return this;
  }

  int probes() {
    return probes.get();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  List<Seen> seen() {
    return seen;
  }

  Seen onlySeen() {
    if (seen.size() != 1) {
      throw new AssertionError("Expected one request to " + name + ", but saw " + seen);
    }
    return seen.getFirst();
  }

  static void text(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    boolean isHead = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, isHead || body.length == 0 ? -1 : body.length);
    if (!isHead) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    if (!isAwake()) {
      exchange.close();
      return;
    }
    if (exchange.getRequestURI().getPath().equals("/actuator/health/readiness")) {
      if (probes.incrementAndGet() != unansweredProbe) {
        text(exchange, readiness, "{}");
      }
      return;
    }
    byte[] body = exchange.getRequestBody().readAllBytes();
    seen.add(
        new Seen(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            exchange.getRequestHeaders(),
            body));
    answer.to(exchange);
  }

  private boolean isAwake() {
    try {
      awake.await();
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
