package dev.manadeck.web.problem;

import org.jspecify.annotations.Nullable;

/** Repeats to a client what it sent, but not at any length. */
final class Quotes {
  private static final int LONGEST = 64;

  private Quotes() {}

  static String of(@Nullable Object value) {
    String text = String.valueOf(value);
    return text.length() <= LONGEST
        ? "\"%s\"".formatted(text)
        : "\"%s…\"".formatted(text.substring(0, LONGEST));
  }
}
