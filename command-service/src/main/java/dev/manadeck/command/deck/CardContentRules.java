package dev.manadeck.command.deck;

import dev.manadeck.events.CardType;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * What the content of each type of card must have; more is allowed.
 *
 * <ul>
 *   <li>text: {@code {text}}
 *   <li>flashcard: {@code {front, back}}
 *   <li>quiz: {@code {question, options: ["…", "…"], answer}}, where the answer is one of the
 *       options or the place of one, counted from 0; {@code correctAnswer} and {@code correctIndex}
 *       are understood too
 *   <li>mixed: {@code {blocks: [{type, …}]}}, each block with the fields of its type
 * </ul>
 */
final class CardContentRules {
  private static final int MOST_BLOCKS = 100;
  private static final int MOST_OPTIONS = 50;
  private static final Set<String> ANSWERS = Set.of("answer", "correctAnswer", "correctIndex");

  private CardContentRules() {}

  /**
   * @param pointer within the content
   */
  record Flaw(String pointer, String reason) {}

  static Optional<Flaw> check(CardType type, JsonNode content) {
    return switch (type) {
      case TEXT -> filled(content, "text");
      case FLASHCARD -> filled(content, "front").or(() -> filled(content, "back"));
      case QUIZ -> quiz(content);
      case MIXED -> mixed(content);
    };
  }

  private static Optional<Flaw> filled(JsonNode content, String field) {
    return isFilled(content.get(field)) ? Optional.empty() : flaw(field, "a text");
  }

  private static boolean isFilled(JsonNode value) {
    return value != null && value.isString() && !value.stringValue().isBlank();
  }

  private static Optional<Flaw> quiz(JsonNode content) {
    var question = filled(content, "question");
    if (question.isPresent()) {
      return question;
    }
    var options = content.get("options");
    if (options == null
        || !options.isArray()
        || options.size() < 2
        || options.size() > MOST_OPTIONS) {
      return flaw("options", "2 to %d options".formatted(MOST_OPTIONS));
    }
    return IntStream.range(0, options.size())
        .filter(i -> !isFilled(options.get(i)))
        .boxed()
        .findFirst()
        .map(i -> flaw("options/" + i, "a text"))
        .orElseGet(() -> answer(content, options));
  }

  private static Optional<Flaw> answer(JsonNode content, JsonNode options) {
    return ANSWERS.stream()
            .map(content::get)
            .anyMatch(answer -> answer != null && isAmong(options, answer))
        ? Optional.empty()
        : flaw("answer", "the right one of the options");
  }

  private static boolean isAmong(JsonNode options, JsonNode answer) {
    return answer.isString()
        ? options.valueStream().anyMatch(answer::equals)
        : answer.isInt() && answer.intValue() >= 0 && answer.intValue() < options.size();
  }

  private static Optional<Flaw> mixed(JsonNode content) {
    var blocks = content.get("blocks");
    if (blocks == null || !blocks.isArray() || blocks.isEmpty() || blocks.size() > MOST_BLOCKS) {
      return flaw("blocks", "1 to %d blocks".formatted(MOST_BLOCKS));
    }
    return IntStream.range(0, blocks.size())
        .boxed()
        .flatMap(i -> block(blocks.get(i)).map(flaw -> inBlock(i, flaw)).stream())
        .findFirst();
  }

  private static Optional<Flaw> block(JsonNode block) {
    var type = block.get("type");
    return switch (type == null || !type.isString() ? "" : type.stringValue()) {
      case "text" -> check(CardType.TEXT, block);
      case "flashcard" -> check(CardType.FLASHCARD, block);
      case "quiz" -> check(CardType.QUIZ, block);
      default -> flaw("type", "one of text, flashcard, quiz");
    };
  }

  private static Flaw inBlock(int i, Flaw flaw) {
    return new Flaw("/blocks/%d%s".formatted(i, flaw.pointer()), flaw.reason());
  }

  private static Optional<Flaw> flaw(String field, String expected) {
    return Optional.of(
        new Flaw("/" + field, "Expected %s, but it is not there".formatted(expected)));
  }
}
