package dev.manadeck.projection.replay;

import java.util.UUID;

/**
 * The run is over, or another process has taken it over; nothing of it may be written here any
 * more.
 */
final class LeaseLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LeaseLostException(UUID replayId) {
    super("%s is over, or another process goes on with it".formatted(replayId));
  }
}
