package dev.manadeck.projection.session;

import dev.manadeck.events.SessionMode;

/** How modes are called in the table and in answers. */
final class SessionModeName {
  private SessionModeName() {}

  static String of(SessionMode mode) {
    return switch (mode) {
      case ALL -> "all";
      case NEW -> "new";
      case REVIEW -> "review";
      case FAVORITES -> "favorites";
      case RANDOM -> "random";
    };
  }

  static SessionMode parse(String name) {
    return switch (name) {
      case "all" -> SessionMode.ALL;
      case "new" -> SessionMode.NEW;
      case "review" -> SessionMode.REVIEW;
      case "favorites" -> SessionMode.FAVORITES;
      case "random" -> SessionMode.RANDOM;
      default -> throw new IllegalArgumentException("Expected a mode, but got " + name);
    };
  }
}
