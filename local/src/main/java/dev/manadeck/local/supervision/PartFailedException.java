package dev.manadeck.local.supervision;

/** A part did not get ready; the message tells an operator why. */
public final class PartFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PartFailedException(String message) {
    super(message);
  }

  public PartFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
