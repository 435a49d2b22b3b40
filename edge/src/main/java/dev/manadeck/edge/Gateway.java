package dev.manadeck.edge;

import dev.manadeck.edge.Routes.Kind;
import dev.manadeck.edge.Routes.Route;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.ByteBufferRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jetty's reverse proxy, with attempts in place of one try: until the deadline a request goes from
 * backend to backend until one answers. An answer that has begun is never taken back.
 */
final class Gateway extends ProxyHandler.Reverse {
  private static final Logger log = LoggerFactory.getLogger(Gateway.class);

  /** Of the line and the headers that are sent on; services accept as much. */
  private static final int LARGEST_HEAD = 24 * 1024;

  private static final int CONNECTIONS_PER_BACKEND = 2048;
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);
  private static final Duration IDLE_CONNECTION_LIVES = Duration.ofSeconds(15);
  private static final Duration BACKEND_MAY_BE_SILENT = Duration.ofMinutes(5);

  private final Routes routes;
  private final Duration deadline;
  private final EventStreams eventStreams;
  private final BodyMemory bodyMemory;

  Gateway(Routes routes, Duration deadline, EventStreams eventStreams, BodyMemory bodyMemory) {
    super(Request::getHttpURI);
    this.routes = routes;
    this.deadline = deadline;
    this.eventStreams = eventStreams;
    this.bodyMemory = bodyMemory;
    setUseServerThreadPool(true);
    setViaHost("manadeck-edge");
  }

  @Override
  protected void configureHttpClient(HttpClient client) {
    super.configureHttpClient(client);
    client.setMaxConnectionsPerDestination(CONNECTIONS_PER_BACKEND);
    client.setMaxRequestsQueuedPerDestination(CONNECTIONS_PER_BACKEND);
    client.setMaxRequestHeadersSize(LARGEST_HEAD);
    client.setConnectTimeout(CONNECT_WITHIN.toMillis());
    client.setIdleTimeout(IDLE_CONNECTION_LIVES.toMillis());
    client.setUserAgentField(null);
    client.setDefaultRequestContentType(null);
    shareNoBuffers(client);
  }

  /**
   * The client (seen with 12.1.12 and 12.1.14) empties the buffer of an answer that breaks behind
   * its headers once more after having given it back: from a pool, another answer may be in it by
   * then.
   */
  private static void shareNoBuffers(HttpClient client) {
    client.setByteBufferPool(ByteBufferPool.NON_POOLING);
    client.setUseInputDirectByteBuffers(false);
    client.setUseOutputDirectByteBuffers(false);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (!hasPath(request)) {
      Problem.of(HttpStatus.BAD_REQUEST_400, "The request asks for no path")
          .write(request, response, callback);
      return true;
    }
    Optional<Route> route = routes.route(request);
    if (route.isEmpty()) {
      refuseMethod(request, response, callback);
    } else if (TargetUri.of(URI.create("http://any"), route.get().pathQuery()).isEmpty()) {
      Problem.of(HttpStatus.BAD_REQUEST_400, "The path or query is no well-formed URI")
          .write(request, response, callback);
    } else {
      readBody(request, response, callback, route.get());
    }
    return true;
  }

  /** {@code OPTIONS *} is about the server itself. */
  private static boolean hasPath(Request request) {
    String path = request.getHttpURI().getCanonicalPath();
    return path != null && path.startsWith("/");
  }

  private static void refuseMethod(Request request, Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE");
    Response.writeError(
        request,
        response,
        callback,
        HttpStatus.METHOD_NOT_ALLOWED_405,
        "The method " + request.getMethod() + " is not known here");
  }

  private void readBody(Request request, Response response, Callback callback, Route route) {
    BodyRoom room = BodyRoom.of(request);
    if (!bodyMemory.take(room.bytes())) {
      Problem.unavailable("Too many large requests are under way")
          .write(request, response, callback);
      return;
    }
    Callback andFree = Callback.from(() -> bodyMemory.giveBack(room.bytes()), callback);
    BodyReader.read(request, room)
        .whenComplete(
            (body, failure) -> {
              if (failure != null) {
                unreadable(failure).write(request, response, andFree);
              } else if (body.isEmpty()) {
                tooLarge().write(request, response, andFree);
              } else {
                attempt(new Exchange(request, route, body.get(), deadline), response, andFree);
              }
            });
  }

  private static Problem unreadable(Throwable failure) {
    return switch (failure) {
      case HttpException refused -> Problem.of(refused.getCode(), "The body could not be read");
      case TimeoutException _ ->
          Problem.of(HttpStatus.REQUEST_TIMEOUT_408, "The body did not arrive in time");
      default -> Problem.of(HttpStatus.BAD_REQUEST_400, "The body could not be read to its end");
    };
  }

  private static Problem tooLarge() {
    return Problem.of(
        HttpStatus.PAYLOAD_TOO_LARGE_413,
        "A request's body may have " + BodyRoom.LARGEST_BODY + " bytes");
  }

  private static Problem tooLargeAHead() {
    return Problem.of(
        HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431,
        "The address and the headers of a request may have %d bytes once they are escaped"
            .formatted(LARGEST_HEAD));
  }

  /** Called back from other threads, on which nobody would answer for an exception. */
  private void attempt(Exchange exchange, Response response, Callback callback) {
    try {
      super.handle(exchange, response, callback);
    } catch (RuntimeException e) {
      Response.writeError(exchange, response, callback, e);
    }
  }

  @Override
  protected org.eclipse.jetty.client.Request newProxyToServerRequest(
      Request request, HttpURI unused) {
    Exchange exchange = (Exchange) request;
    URI target = TargetUri.of(exchange.backend().url(), exchange.route().pathQuery()).orElseThrow();
    return getHttpClient()
        .newRequest(target)
        .method(exchange.getMethod())
        .idleTimeout(BACKEND_MAY_BE_SILENT.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  protected org.eclipse.jetty.client.Request.Content newProxyToServerRequestContent(
      Request request, Response response, org.eclipse.jetty.client.Request toBackend) {
    Exchange exchange = (Exchange) request;
    return new ByteBufferRequestContent(
        exchange.getHeaders().get(HttpHeader.CONTENT_TYPE), exchange.body());
  }

  @Override
  protected void addProxyHeaders(Request request, org.eclipse.jetty.client.Request toBackend) {
    super.addProxyHeaders(request, toBackend);
    ForwardedHeaders.add(request, toBackend);
  }

  @Override
  protected org.eclipse.jetty.client.Response.CompleteListener newServerToProxyResponseListener(
      Request request,
      org.eclipse.jetty.client.Request toBackend,
      Response response,
      Callback callback) {
    return new AnswerListener((Exchange) request, toBackend, response, callback);
  }

  @Override
  protected void onServerToProxyResponseFailure(
      Request request,
      org.eclipse.jetty.client.Request toBackend,
      org.eclipse.jetty.client.Response fromBackend,
      Response response,
      Callback callback,
      Throwable failure) {
    Exchange exchange = (Exchange) request;
    if (response.isCommitted()) {
      log.debug("the answer of {} to {} broke off", exchange.backend(), request, failure);
      callback.failed(failure);
      return;
    }
    switch (AttemptFailure.of(failure)) {
      case UNSENDABLE -> tooLargeAHead().write(exchange, response, callback);
      case NOT_SENT -> {
        exchange.backend().away(AttemptFailure.inShort(failure));
        tryNext(exchange, response, callback, failure);
      }
      case BROKEN -> {
        if (exchange.route().kind() == Kind.OPERATION) {
          Problem.of(
                  HttpStatus.BAD_GATEWAY_502,
                  "The connection broke before the answer: the request may have been carried out")
              .write(exchange, response, callback);
        } else {
          tryNext(exchange, response, callback, failure);
        }
      }
      case OVERDUE -> overdue(exchange).write(exchange, response, callback);
      case CROWDED ->
          Problem.unavailable("Too many requests are under way")
              .write(exchange, response, callback);
    }
  }

  private void tryNext(Exchange exchange, Response response, Callback callback, Throwable failure) {
    Backend failed = exchange.backend();
    Duration pause = exchange.nextBackend();
    if (exchange.remaining().compareTo(pause) <= 0) {
      log.warn(
          "no answer to {} {}: {}",
          exchange.getMethod(),
          exchange.route().pathQuery(),
          AttemptFailure.inShort(failure));
      nobodyAnswers(exchange).write(exchange, response, callback);
      return;
    }
    log.debug("{} did not answer, next is {}", failed, exchange.backend(), failure);
    response.reset();
    getHttpClient()
        .getScheduler()
        .schedule(
            () -> attempt(exchange, response, callback), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Problem overdue(Exchange exchange) {
    return exchange.route().kind() == Kind.OPERATION
        ? Problem.of(
            HttpStatus.GATEWAY_TIMEOUT_504,
            "No answer came in time: the request may have been carried out, or still be")
        : nobodyAnswers(exchange);
  }

  /** Of a command without a key the edge has drawn one, which its client does not know yet. */
  private static Problem nobodyAnswers(Exchange exchange) {
    String group = exchange.route().group().name();
    String key = exchange.getHeaders().get(Exchange.IDEMPOTENCY_KEY);
    return exchange.route().kind() == Kind.COMMAND
        ? Problem.unavailable(
                "No answer from the %s; send it again with the Idempotency-Key of this answer"
                    .formatted(group))
            .with(Exchange.IDEMPOTENCY_KEY, key)
        : Problem.unavailable("No answer from the " + group);
  }

  /**
   * Ends an attempt at the deadline, or when its backend is given up, unless its answer has begun;
   * lets event streams flow at once.
   */
  private final class AnswerListener extends ProxyResponseListener {
    private final Route route;
    private final Backend backend;
    private final org.eclipse.jetty.client.Request toBackend;
    private final Response response;
    private final Scheduler.Task overdue;
    private CompletableFuture<@Nullable Void> headersSent = CompletableFuture.completedFuture(null);

    AnswerListener(
        Exchange exchange,
        org.eclipse.jetty.client.Request toBackend,
        Response response,
        Callback callback) {
      super(exchange, toBackend, response, callback);
      this.route = exchange.route();
      this.backend = exchange.backend();
      this.toBackend = toBackend;
      this.response = response;
      if (route.kind() != Kind.OPERATION) {
        backend.asked(toBackend);
      }
      this.overdue =
          getHttpClient()
              .getScheduler()
              .schedule(this::giveUp, exchange.remaining().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** May run before the constructor has ended, if there is hardly any time left. */
    private void giveUp() {
      backend.settled(toBackend);
      toBackend.abort(new TimeoutException("no answer before the deadline"));
    }

    private void settled() {
      overdue.cancel();
      backend.settled(toBackend);
    }

    /** Headers otherwise leave with the first content, which a stream may not have for long. */
    @Override
    public void onHeaders(org.eclipse.jetty.client.Response fromBackend) {
      settled();
      super.onHeaders(fromBackend);
      String location = response.getHeaders().get(HttpHeader.LOCATION);
      if (location != null) {
        response.getHeaders().put(HttpHeader.LOCATION, route.seenByClients(location));
      }
      if (EventStreams.isOne(fromBackend)) {
        eventStreams.began(fromBackend);
        Callback.Completable sent = new Callback.Completable();
        headersSent = sent;
        response.write(false, BufferUtil.EMPTY_BUFFER, sent);
      }
    }

    @Override
    public void onContent(
        org.eclipse.jetty.client.Response fromBackend, Content.Chunk chunk, Runnable demander) {
      chunk.retain();
      headersSent.whenComplete(
          (_, _) -> {
            super.onContent(fromBackend, chunk, demander);
            chunk.release();
          });
    }

    @Override
    public void onSuccess(org.eclipse.jetty.client.Response fromBackend) {
      headersSent.whenComplete((_, _) -> super.onSuccess(fromBackend));
    }

    @Override
    public void onComplete(Result result) {
      settled();
      eventStreams.ended(result.getResponse());
      super.onComplete(result);
    }
  }
}
