package dev.manadeck.projection.replay;

/** The run goes on later: this process ends, or an operator pauses the run. */
final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
