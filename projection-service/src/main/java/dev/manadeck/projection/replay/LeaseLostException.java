package dev.manadeck.projection.replay;

import java.util.UUID;

/** Another process has taken the run over; nothing of it may be written here any more. */
final class LeaseLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LeaseLostException(UUID replayId) {
    super("Another process goes on with %s".formatted(replayId));
  }
}
