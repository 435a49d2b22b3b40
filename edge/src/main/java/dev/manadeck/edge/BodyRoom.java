package dev.manadeck.edge;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * How much memory to keep a request's body in.
 *
 * @param first bytes to begin with
 * @param last bytes that a body may have in the end
 */
record BodyRoom(int first, int last) {
  static final int LARGEST_BODY = 1024 * 1024;
  static final BodyRoom OF_UNKNOWN_LENGTH = new BodyRoom(8 * 1024, LARGEST_BODY);

  static BodyRoom of(Request request) {
    long length = request.getLength();
    if (length >= 0) {
      return ofLength(length);
    }
    return request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)
        ? OF_UNKNOWN_LENGTH
        : ofLength(0);
  }

  /** None for a body that is too large, since nothing of it is kept. */
  static BodyRoom ofLength(long length) {
    int exact = length > LARGEST_BODY ? 0 : (int) length;
    return new BodyRoom(exact, exact);
  }

  int afterGrowth(int bytes) {
    return Math.min(last, 2 * bytes);
  }

  /** What is taken at most: while it grows for the last time the half of it is still there. */
  long bytes() {
    return first == last ? last : last + last / 2;
  }
}
