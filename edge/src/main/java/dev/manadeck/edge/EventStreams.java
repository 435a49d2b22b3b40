package dev.manadeck.edge;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpHeader;

/**
 * Server-Sent Events on their way to clients: streams without an end that a stop must not await.
 */
final class EventStreams {
  private static final String MEDIA_TYPE = "text/event-stream";

  private final Set<Response> open = ConcurrentHashMap.newKeySet();

  static boolean isOne(Response response) {
    String contentType = response.getHeaders().get(HttpHeader.CONTENT_TYPE);
    return contentType != null && contentType.startsWith(MEDIA_TYPE);
  }

  void began(Response response) {
    open.add(response);
  }

  void ended(Response response) {
    open.remove(response);
  }

  void cut() {
    open.forEach(response -> response.abort(new IOException("the edge stops")));
  }
}
