package dev.manadeck.projection.runtime;

import org.jspecify.annotations.Nullable;

/**
 * A record that is set aside.
 *
 * @param failure null if it only waits behind another one of its key
 */
public record ParkedRecord(ReadRecord read, @Nullable RuntimeException failure) {
  private static final int ERROR_LENGTH = 2_000;

  static ParkedRecord waiting(ReadRecord read) {
    return new ParkedRecord(read.alone(), null);
  }

  static ParkedRecord failed(ReadRecord read, RuntimeException failure) {
    return new ParkedRecord(read.alone(), failure);
  }

  public @Nullable String error() {
    return failure == null ? null : describe(failure);
  }

  /** Without NUL, which PostgreSQL's text cannot hold and a poisoned record may quote. */
  static String describe(RuntimeException failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    var text = "%s: %s".formatted(cause.getClass().getSimpleName(), cause.getMessage());
    var storable = text.replace('\0', '\uFFFD');
    return storable.length() <= ERROR_LENGTH ? storable : storable.substring(0, ERROR_LENGTH);
  }
}
