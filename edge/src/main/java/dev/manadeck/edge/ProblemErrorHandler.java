package dev.manadeck.edge;

import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Gives what Jetty refuses by itself (a malformed URI, too long a header) the shape of a problem.
 */
final class ProblemErrorHandler extends ErrorHandler {

  /** What Jetty calls the path of a request that it could not parse. */
  private static final String NOT_EVEN_A_PATH = "/badMessage";

  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int status,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    String path = request.getHttpURI().getPath();
    Map<String, Object> fields =
        problem(status, message).fields(NOT_EVEN_A_PATH.equals(path) ? null : path);
    Json.write(response, Problem.MEDIA_TYPE, fields, callback);
  }

  private static Problem problem(int status, @Nullable String message) {
    return status >= HttpStatus.INTERNAL_SERVER_ERROR_500 || message == null || message.isBlank()
        ? Problem.of(status, HttpStatus.getMessage(status))
        : Problem.of(status, message);
  }
}
