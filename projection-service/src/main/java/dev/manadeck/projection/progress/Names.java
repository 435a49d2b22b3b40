package dev.manadeck.projection.progress;

import dev.manadeck.scheduling.Algorithm;
import dev.manadeck.scheduling.CardStatus;

/** How the schedulers' words are called in tables and in answers. */
final class Names {
  private Names() {}

  static String of(CardStatus status) {
    return switch (status) {
      case NEW -> "new";
      case LEARNING -> "learning";
      case REVIEW -> "review";
      case RELEARNING -> "relearning";
    };
  }

  static CardStatus status(String name) {
    return switch (name) {
      case "new" -> CardStatus.NEW;
      case "learning" -> CardStatus.LEARNING;
      case "review" -> CardStatus.REVIEW;
      case "relearning" -> CardStatus.RELEARNING;
      default -> throw new IllegalArgumentException("Expected a status, but got " + name);
    };
  }

  static String of(Algorithm algorithm) {
    return switch (algorithm) {
      case FSRS -> "fsrs";
      case SM2 -> "sm2";
    };
  }

  /** From FSRS's number. */
  static String rating(int number) {
    return switch (number) {
      case 1 -> "again";
      case 2 -> "hard";
      case 3 -> "good";
      case 4 -> "easy";
      default -> throw new IllegalArgumentException("Expected a rating, but got " + number);
    };
  }
}
