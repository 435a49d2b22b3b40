package dev.manadeck.edge;

import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;

/**
 * Names and titles by which clients know problems: the same as the services', for the same status.
 */
record ProblemKind(String name, String title) {
  private static final Map<Integer, ProblemKind> SHARED =
      Map.of(
          HttpStatus.BAD_REQUEST_400,
          new ProblemKind("bad-request", "The request cannot be understood"),
          HttpStatus.NOT_FOUND_404,
          new ProblemKind("not-found", "There is no such thing"),
          HttpStatus.METHOD_NOT_ALLOWED_405,
          new ProblemKind("method-not-allowed", "The method does not fit the path"),
          HttpStatus.PAYLOAD_TOO_LARGE_413,
          new ProblemKind("too-large", "The request is too large"),
          HttpStatus.INTERNAL_SERVER_ERROR_500,
          new ProblemKind("internal-error", "An unexpected error occurred"),
          HttpStatus.SERVICE_UNAVAILABLE_503,
          new ProblemKind("unavailable", "The service cannot answer right now"));

  static ProblemKind of(int status) {
    ProblemKind shared = SHARED.get(status);
    return shared == null
        ? new ProblemKind("http-" + status, HttpStatus.getMessage(status))
        : shared;
  }

  String type() {
    return "urn:manadeck:problem:" + name;
  }
}
