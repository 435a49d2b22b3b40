package dev.manadeck.command.kafka;

/** The log does not give what stands in it, but will once Kafka is well again. */
public final class LogUnreachableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LogUnreachableException(String message) {
    super(message);
  }

  LogUnreachableException(Throwable cause) {
    super(cause);
  }
}
