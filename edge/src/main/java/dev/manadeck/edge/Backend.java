package dev.manadeck.edge;

import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.client.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One server behind the edge, whether it was ready when last heard of, and what it was asked that
 * another one may be asked instead.
 */
final class Backend {
  private static final Logger log = LoggerFactory.getLogger(Backend.class);

  private enum State {
    UNKNOWN,
    READY,
    AWAY
  }

  private final URI url;
  private final Set<Request> unanswered = ConcurrentHashMap.newKeySet();
  private State state = State.UNKNOWN;

  Backend(URI url) {
    this.url = url;
  }

  URI url() {
    return url;
  }

  synchronized boolean isReady() {
    return state == State.READY;
  }

  synchronized void ready() {
    if (state != State.READY) {
      log.info("{} is ready", url);
    }
    state = State.READY;
  }

  synchronized void away(String reason) {
    if (state != State.AWAY) {
      log.warn("{} is not ready: {}", url, reason);
    }
    state = State.AWAY;
  }

  void asked(Request request) {
    unanswered.add(request);
  }

  /** Its answer has begun, or there is none to wait for any more. */
  void settled(Request request) {
    unanswered.remove(request);
  }

  void giveUpUnanswered(Throwable reason) {
    unanswered.forEach(request -> request.abort(reason));
  }

  @Override
  public String toString() {
    return url.toString();
  }
}
