package dev.manadeck.command.deck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.command.deck.CardContentRules.Flaw;
import dev.manadeck.events.CardType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class CardContentRulesTest {
  private static final JsonMapper JSON = new JsonMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          TEXT      | {"text": "a"}
          TEXT      | {"text": "a", "more": [1, {"of": "it"}]}
          FLASHCARD | {"front": "a", "back": "b"}
          QUIZ      | {"question": "?", "options": ["a", "b"], "answer": "b"}
          QUIZ      | {"question": "?", "options": ["a", "b"], "answer": 0}
          QUIZ      | {"question": "?", "options": ["a", "b"], "answer": 1}
          QUIZ      | {"question": "?", "options": ["a", "b"], "correctAnswer": "a"}
          QUIZ      | {"question": "?", "options": ["a", "b"], "correctIndex": 1}
          MIXED     | {"blocks": [{"type": "text", "text": "a"}]}
          MIXED     | {"blocks": [{"type": "flashcard", "front": "a", "back": "b"}, \
          {"type": "quiz", "question": "?", "options": ["a", "b"], "answer": "a"}]}
          """)
  void acceptsContentThatFitsTheType(CardType type, String content) {
    assertThat(CardContentRules.check(type, JSON.readTree(content))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          TEXT      | {}                                                               | /text
          TEXT      | {"text": " "}                                                    | /text
          TEXT      | {"text": 1}                                                      | /text
          TEXT      | {"text": null}                                                   | /text
          TEXT      | {"text": ["a"]}                                                  | /text
          FLASHCARD | {"back": "b"}                                                    | /front
          FLASHCARD | {"front": "a"}                                                   | /back
          FLASHCARD | {"front": "a", "back": ""}                                       | /back
          QUIZ      | {"options": ["a", "b"], "answer": "a"}                           | /question
          QUIZ      | {"question": "?"}                                                | /options
          QUIZ      | {"question": "?", "options": "ab", "answer": "a"}                | /options
          QUIZ      | {"question": "?", "options": ["a"], "answer": "a"}               | /options
          QUIZ      | {"question": "?", "options": ["a", ""], "answer": "a"}           | /options/1
          QUIZ      | {"question": "?", "options": [1, "b"], "answer": "b"}            | /options/0
          QUIZ      | {"question": "?", "options": ["a", "b"]}                         | /answer
          QUIZ      | {"question": "?", "options": ["a", "b"], "answer": "c"}          | /answer
          QUIZ      | {"question": "?", "options": ["a", "b"], "answer": 2}            | /answer
          QUIZ      | {"question": "?", "options": ["a", "b"], "answer": -1}           | /answer
          QUIZ      | {"question": "?", "options": ["a", "b"], "answer": 0.5}          | /answer
          QUIZ      | {"question": "?", "options": ["a", "b"], "answer": true}         | /answer
          MIXED     | {}                                                               | /blocks
          MIXED     | {"blocks": []}                                                   | /blocks
          MIXED     | {"blocks": {"type": "text", "text": "a"}}                        | /blocks
          MIXED     | {"blocks": ["a"]}                                                | /blocks/0/type
          MIXED     | {"blocks": [{"text": "a"}]}                                      | /blocks/0/type
          MIXED     | {"blocks": [{"type": "mixed", "blocks": []}]}                    | /blocks/0/type
          MIXED     | {"blocks": [{"type": "text", "text": "a"}, {"type": "quiz"}]}    | /blocks/1/question
          MIXED     | {"blocks": [{"type": "flashcard", "front": "a", "back": 2}]}     | /blocks/0/back
          """)
  void namesThePlaceThatDoesNotFit(CardType type, String content, String pointer) {
    assertThat(CardContentRules.check(type, JSON.readTree(content)).map(Flaw::pointer))
        .contains(pointer);
  }

  @ParameterizedTest
  @CsvSource({"50, true", "51, false"})
  void boundsTheOptions(int count, boolean isFine) {
    var content = JSON.createObjectNode().put("question", "?").put("answer", 0);
    var options = content.putArray("options");
    for (var i = 0; i < count; i++) {
      options.add("option " + i);
    }
    assertThat(CardContentRules.check(CardType.QUIZ, content).isEmpty()).isEqualTo(isFine);
  }

  @ParameterizedTest
  @CsvSource({"100, true", "101, false"})
  void boundsTheBlocks(int count, boolean isFine) {
    var content = JSON.createObjectNode();
    var blocks = content.putArray("blocks");
    for (var i = 0; i < count; i++) {
      blocks.addObject().put("type", "text").put("text", "a");
    }
    assertThat(CardContentRules.check(CardType.MIXED, content).isEmpty()).isEqualTo(isFine);
  }
}
