package dev.manadeck.events;

import java.util.UUID;

final class CanonicalUuid {
  private static final int LENGTH = 36;

  private CanonicalUuid() {}

  /** Stricter than {@link UUID#fromString}, which takes "1-1-1-1-1" too. */
  static UUID parse(String text) {
    if (text.length() != LENGTH) {
      throw new IllegalArgumentException("Expected a UUID, but got \"" + abbreviated(text) + "\"");
    }
    return UUID.fromString(text);
  }

  private static String abbreviated(String text) {
    return text.length() <= LENGTH ? text : text.substring(0, LENGTH) + "…";
  }
}
