package dev.manadeck.embedded;

/** A server could not be started; the message says why in words meant for an operator. */
public final class StartFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StartFailedException(String message) {
    super(message);
  }

  StartFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
