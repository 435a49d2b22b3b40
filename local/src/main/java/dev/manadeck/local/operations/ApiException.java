package dev.manadeck.local.operations;

import java.net.HttpURLConnection;

/** The service did not do what it was asked; the message says why, to an operator. */
final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int UNPROCESSABLE = 422;

  private final int exitCode;

  private ApiException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  static ApiException unreachable(String message) {
    return new ApiException(ExitCodes.UNREACHABLE, message);
  }

  static ApiException answered(int status, String message) {
    return new ApiException(
        switch (status) {
          case HttpURLConnection.HTTP_BAD_REQUEST, UNPROCESSABLE -> ExitCodes.USAGE;
          default ->
              status >= HttpURLConnection.HTTP_INTERNAL_ERROR
                  ? ExitCodes.UNREACHABLE
                  : ExitCodes.REFUSED;
        },
        message);
  }

  int exitCode() {
    return exitCode;
  }

  /** Whether the same may succeed a little later. */
  boolean isPassing() {
    return exitCode == ExitCodes.UNREACHABLE;
  }

  /** The same, and what to know besides. */
  ApiException with(String hint) {
    return new ApiException(exitCode, getMessage() + "\n" + hint);
  }
}
