package dev.manadeck.projection.replay;

/** This process ends; another one may go on with the run at once. */
final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
