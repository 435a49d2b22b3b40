package dev.manadeck.edge;

import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One server behind the edge, and whether it was ready when last heard of. */
final class Backend {
  private static final Logger log = LoggerFactory.getLogger(Backend.class);

  private enum State {
    UNKNOWN,
    READY,
    AWAY
  }

  private final URI url;
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

  @Override
  public String toString() {
    return url.toString();
  }
}
