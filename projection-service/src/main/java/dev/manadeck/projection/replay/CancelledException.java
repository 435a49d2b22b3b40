package dev.manadeck.projection.replay;

/** An operator does not want the run any more. */
final class CancelledException extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
