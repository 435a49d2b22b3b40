package dev.manadeck.edge;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Turns what a client wrote after the host into a URI of a backend. */
final class TargetUri {
  private static final String BROWSERS_LEAVE_THESE = "\"<>[]\\^`{|}";

  private TargetUri() {}

  /** Empty if it is no URI even with the characters escaped that browsers do not escape. */
  static Optional<URI> of(URI backend, String pathQuery) {
    try {
      return Optional.of(
          new URI(backend.getScheme() + "://" + backend.getRawAuthority() + escaped(pathQuery)));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static String escaped(String pathQuery) {
    StringBuilder escaped = new StringBuilder(pathQuery.length());
    pathQuery
        .codePoints()
        .forEach(
            codePoint -> {
              if (codePoint < 0x7f && BROWSERS_LEAVE_THESE.indexOf(codePoint) < 0) {
                escaped.appendCodePoint(codePoint);
              } else {
                escape(codePoint, escaped);
              }
            });
    return escaped.toString();
  }

  private static void escape(int codePoint, StringBuilder escaped) {
    for (byte octet : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
      escaped.append('%').append("%02X".formatted(octet));
    }
  }
}
