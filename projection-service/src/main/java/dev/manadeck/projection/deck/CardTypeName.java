package dev.manadeck.projection.deck;

import dev.manadeck.events.CardType;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How types of cards are called in the table and in answers. */
final class CardTypeName {
  private static final Map<String, CardType> TYPES =
      Arrays.stream(CardType.values())
          .collect(Collectors.toMap(CardTypeName::of, Function.identity()));

  private CardTypeName() {}

  static String of(CardType type) {
    return switch (type) {
      case TEXT -> "text";
      case FLASHCARD -> "flashcard";
      case QUIZ -> "quiz";
      case MIXED -> "mixed";
    };
  }

  static CardType parse(String name) {
    var type = TYPES.get(name);
    if (type == null) {
      throw new IllegalArgumentException("Expected a type of cards, but got " + name);
    }
    return type;
  }
}
