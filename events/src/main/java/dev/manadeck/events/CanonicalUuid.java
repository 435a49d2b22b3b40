package dev.manadeck.events;

import java.util.HexFormat;
import java.util.UUID;

final class CanonicalUuid {
  private static final int LENGTH = 36;

  private CanonicalUuid() {}

  /** Stricter than {@link UUID#fromString}, which takes "1-1-1-1-1" and signs in the parts too. */
  static UUID parse(String text) {
    if (!isCanonical(text)) {
      throw new IllegalArgumentException("Expected a UUID, but got \"" + abbreviated(text) + "\"");
    }
    return UUID.fromString(text);
  }

  private static boolean isCanonical(String text) {
    if (text.length() != LENGTH) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      var isSeparator = i == 8 || i == 13 || i == 18 || i == 23;
      if (isSeparator ? text.charAt(i) != '-' : !HexFormat.isHexDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static String abbreviated(String text) {
    return text.length() <= LENGTH ? text : text.substring(0, LENGTH) + "…";
  }
}
