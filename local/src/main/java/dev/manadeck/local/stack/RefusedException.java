package dev.manadeck.local.stack;

/** Something stands in the way that a person can remove; the message says what and how. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RefusedException(String message) {
    super(message);
  }
}
