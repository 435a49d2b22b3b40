package dev.manadeck.local.demo;

/** The demo could not be filled in; the message says at which call. */
public final class DemoFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DemoFailedException(String message) {
    super(message);
  }

  DemoFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
