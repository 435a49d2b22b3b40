package dev.manadeck.local.operations;

/** Texts of others, as they may be put on a terminal. */
final class Printable {
  private static final String ELLIPSIS = "...";

  private Printable() {}

  /** Without what would move the cursor or do worse. */
  static String text(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    text.codePoints()
        .map(character -> isHarmless(character) ? character : ' ')
        .forEach(printable::appendCodePoint);
    return printable.toString();
  }

  private static boolean isHarmless(int character) {
    return !Character.isISOControl(character) && Character.getType(character) != Character.FORMAT;
  }

  static String cut(String text, int width) {
    return text.length() <= width
        ? text
        : text.substring(0, Math.max(0, width - ELLIPSIS.length())) + ELLIPSIS;
  }

  /** From a given place on, with dots where something was left out. */
  static String cut(String text, int from, int width) {
    return from == 0 ? cut(text, width) : cut(ELLIPSIS + text.substring(from), width);
  }
}
