package dev.manadeck.projection.log;

/** Kafka does not answer right now. */
public final class LogAwayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LogAwayException(String reason) {
    super("Kafka does not answer: " + reason);
  }

  LogAwayException(RuntimeException cause) {
    super("Kafka does not answer: " + cause.getMessage(), cause);
  }
}
