package dev.manadeck.edge;

import dev.manadeck.edge.Routes.Kind;
import dev.manadeck.edge.Routes.Route;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * A client's request with its body read, so that it can be sent any number of times, and how far
 * the attempts to have it answered have come. Attempts follow one another; no two run at once.
 */
final class Exchange extends Request.Wrapper {
  static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  /** Theirs alone: it tells a node not to pass a request on. */
  private static final String BETWEEN_COMMAND_NODES = "Manadeck-Forwarded-By";

  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(800);

  private final Route route;
  private final ByteBuffer body;
  private final HttpFields headers;
  private final long deadlineNanos;
  private final Deque<Backend> untried = new ArrayDeque<>();
  private Backend backend;
  private Duration pause = FIRST_PAUSE;

  Exchange(Request request, Route route, ByteBuffer body, Duration deadline) {
    super(request);
    this.route = route;
    this.body = body;
    this.headers = repeatableHeaders(request, route);
    this.deadlineNanos = System.nanoTime() + deadline.toNanos();
    this.untried.addAll(route.group().inTurn());
    this.backend = untried.removeFirst();
  }

  Route route() {
    return route;
  }

  ByteBuffer body() {
    return body.duplicate();
  }

  Backend backend() {
    return backend;
  }

  Duration remaining() {
    return Duration.ofNanos(deadlineNanos - System.nanoTime());
  }

  /**
   * Moves on to the next backend, and after the last one to the first again.
   *
   * @return how long to wait before the next attempt
   */
  Duration nextBackend() {
    Duration wait = Duration.ZERO;
    if (untried.isEmpty()) {
      wait = pause;
      pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
      untried.addAll(route.group().inTurn());
    }
    backend = untried.removeFirst();
    return wait;
  }

  @Override
  public HttpFields getHeaders() {
    return headers;
  }

  @Override
  public long getLength() {
    return body.remaining();
  }

  /**
   * Every attempt carries the same key, by which the command nodes know it for the same command.
   */
  private static HttpFields repeatableHeaders(Request request, Route route) {
    HttpFields.Mutable headers = HttpFields.build(request.getHeaders());
    headers.remove(HttpHeader.EXPECT);
    headers.remove(BETWEEN_COMMAND_NODES);
    if (route.kind() == Kind.COMMAND && !headers.contains(IDEMPOTENCY_KEY)) {
      headers.put(IDEMPOTENCY_KEY, UUID.randomUUID().toString());
    }
    return headers.asImmutable();
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
