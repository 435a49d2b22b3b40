package dev.manadeck.projection.replay;

/** A run cannot do what it was asked for; the message says why, to an operator. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message);
  }
}
