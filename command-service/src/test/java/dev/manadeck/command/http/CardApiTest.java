package dev.manadeck.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(OneNode.class)
class CardApiTest {
  private final Client anna;

  CardApiTest(RunningNode node) {
    anna = node.as(OneNode.newUser());
  }

  @Nested
  class Adding {
    @Test
    void answersTheCard() {
      var deck = anna.deck();
      var reply =
          anna.post(
              deck + "/cards",
              """
              {"title": "T", "cardType": "quiz", "aiModel": "m", "aiPrompt": "p",
               "content": {"question": "?", "options": ["a", "b"], "answer": "b"}}
              """);

      assertThat(reply.status()).isEqualTo(201);
      assertThat(reply.header("location")).isEqualTo(deck + "/cards");
      assertThat(reply.header("etag")).isEqualTo("\"1\"");
      assertThat(deck).endsWith(reply.text("deckId"));
      assertThat(reply.number("position")).isZero();
      assertThat(reply.number("version")).isEqualTo(1);
      assertThat(reply.text("cardType")).isEqualTo("quiz");
      assertThat(reply.body().at("/content/options/1").asString()).isEqualTo("b");
      assertThat(reply.text("aiModel")).isEqualTo("m");
      assertThat(reply.flag("isFavorite")).isFalse();
      assertThat(reply.text("createdAt")).isEqualTo(reply.text("updatedAt"));
    }

    @Test
    void answersSeveralCards() {
      var deck = anna.deck();
      var id = UUID.randomUUID();

      var reply =
          anna.post(
              deck + "/cards",
              """
              {"cards": [{"cardType": "text", "content": {"text": "a"}, "id": "%s"},
                         {"cardType": "text", "content": {"text": "b"}, "position": 0}]}
              """
                  .formatted(id));

      assertThat(reply.status()).isEqualTo(201);
      assertThat(reply.header("etag")).as("two cards and their new order").isEqualTo("\"4\"");
      assertThat(reply.body().at("/cards/0/id").asString()).isEqualTo(id.toString());
      assertThat(reply.body().at("/cards/0/position").asInt()).isEqualTo(1);
      assertThat(reply.body().at("/cards/1/position").asInt()).isZero();
    }

    @Test
    void takesFiveHundredAtOnceAndNoMore() {
      var card = ",{\"cardType\": \"text\", \"content\": {\"text\": \"a\"}}";

      var most = anna.post(anna.deck() + "/cards", cards(card.repeat(500)));
      var tooMany = anna.post(anna.deck() + "/cards", cards(card.repeat(501)));

      assertThat(most.status()).isEqualTo(201);
      assertThat(most.body().get("cards")).hasSize(500);
      assertThat(tooMany.status()).isEqualTo(400);
      assertThat(tooMany.pointers()).containsExactly("/cards");
    }

    @Test
    void isAllOrNothing() {
      var deck = anna.deck();

      var reply =
          anna.post(
              deck + "/cards",
              cards(
                  ",{\"cardType\": \"text\", \"content\": {\"text\": \"a\"}},"
                      + "{\"cardType\": \"text\", \"content\": {}}"));

      assertThat(reply.status()).isEqualTo(422);
      assertThat(reply.pointers()).containsExactly("/cards/1/content/text");
      assertThat(anna.patch(deck, "{}").number("cardCount")).isZero();
    }

    @Test
    void wantsACard() {
      var deck = anna.deck();

      assertThat(anna.post(deck + "/cards", "{\"cards\": []}").pointers())
          .containsExactly("/cards");
      assertThat(anna.post(deck + "/cards", "{\"cards\": null}").pointers())
          .containsExactly("/cards");
      assertThat(anna.post(deck + "/cards", "{\"cards\": {}}").pointers())
          .containsExactly("/cards");
      assertThat(anna.post(deck + "/cards", "{\"cardType\": \"text\"}").pointers())
          .containsExactly("/content");
    }

    @Test
    void namesThePlaceInTheContentThatBreaksARule() {
      var reply =
          anna.post(
              anna.deck() + "/cards",
              "{\"cardType\": \"flashcard\", \"content\": {\"front\": \"a\"}}");

      assertThat(reply.status()).isEqualTo(422);
      assertThat(reply.pointers()).containsExactly("/content/back");
    }

    @Test
    void refusesAnIdThatIsTaken() {
      var deck = anna.deck();
      var card = anna.card(deck);

      assertThat(
              anna.post(
                      deck + "/cards",
                      "{\"id\": \"%s\", \"cardType\": \"text\", \"content\": {\"text\": \"a\"}}"
                          .formatted(card))
                  .status())
          .isEqualTo(409);
    }

    @Test
    void mindsTheVersionOfTheDeck() {
      var deck = anna.deck();
      var card = "{\"cardType\": \"text\", \"content\": {\"text\": \"a\"}}";

      assertThat(anna.post(deck + "/cards", card, "If-Match", "\"2\"").status()).isEqualTo(412);
      assertThat(anna.post(deck + "/cards", card, "If-Match", "\"1\"").status()).isEqualTo(201);
    }

    private static String cards(String list) {
      return "{\"cards\": [%s]}".formatted(list.substring(1));
    }
  }

  @Nested
  class Replacing {
    @Test
    void takesAndAnswersTheWholeCard() {
      var deck = anna.deck();
      anna.card(deck);
      var card = anna.card(deck);
      var favorite = "%s/cards/%s/favorite".formatted(deck, card);
      anna.put(favorite, "{\"favorite\": true}");

      var reply =
          anna.put(
              "%s/cards/%s".formatted(deck, card),
              """
              {"title": "T", "cardType": "flashcard", "content": {"front": "a", "back": "b"}}
              """);

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.header("etag")).isEqualTo("\"2\"");
      assertThat(reply.text("id")).isEqualTo(card);
      assertThat(reply.number("position")).isEqualTo(1);
      assertThat(reply.text("cardType")).isEqualTo("flashcard");
      assertThat(reply.text("title")).isEqualTo("T");
      assertThat(reply.flag("isFavorite")).isTrue();
      assertThat(reply.text("updatedAt")).isNotEqualTo(reply.text("createdAt"));
    }

    @Test
    void takesAwayWhatIsAbsent() {
      var deck = anna.deck();
      var added =
          anna.post(
              deck + "/cards",
              "{\"title\": \"T\", \"cardType\": \"text\", \"content\": {\"text\": \"a\"}}");

      var reply =
          anna.put(
              "%s/cards/%s".formatted(deck, added.id()),
              "{\"cardType\": \"text\", \"content\": {\"text\": \"b\"}}");

      assertThat(reply.body().get("title").isNull()).isTrue();
    }

    @Test
    void takesACardAsItIsRead() {
      var deck = anna.deck();
      var added =
          anna.post(deck + "/cards", "{\"cardType\": \"text\", \"content\": {\"text\": \"a\"}}");
      var read =
          added.body().toString().replaceFirst("\\{", "{\"isSuspended\":false,\"progress\":null,");

      assertThat(anna.put("%s/cards/%s".formatted(deck, added.id()), read).status()).isEqualTo(200);
    }

    @Test
    void wantsTypeAndContent() {
      var deck = anna.deck();
      var card = anna.card(deck);

      assertThat(anna.put("%s/cards/%s".formatted(deck, card), "{\"title\": \"T\"}").pointers())
          .containsExactlyInAnyOrder("/cardType", "/content");
    }
  }

  @Nested
  class Changing {
    @Test
    void takesSomeFieldsAndAnswersThose() {
      var deck = anna.deck();
      var card = anna.card(deck);

      var reply =
          anna.patch("%s/cards/%s".formatted(deck, card), "{\"title\": \"T\", \"aiModel\": null}");

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.header("etag")).isEqualTo("\"2\"");
      assertThat(reply.body().propertyNames())
          .containsExactlyInAnyOrder("id", "deckId", "version", "updatedAt", "title", "aiModel");
      assertThat(reply.body().get("aiModel").isNull()).isTrue();
    }

    @Test
    void holdsContentAgainstTheTypeOfTheCard() {
      var deck = anna.deck();
      var card = anna.card(deck);

      var reply =
          anna.patch("%s/cards/%s".formatted(deck, card), "{\"content\": {\"front\": \"a\"}}");

      assertThat(reply.status()).isEqualTo(422);
      assertThat(reply.pointers()).containsExactly("/content/text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"content\": null, \"cardType\": null}"})
    void wantsSomethingToChange(String body) {
      var deck = anna.deck();
      var card = anna.card(deck);

      var reply = anna.patch("%s/cards/%s".formatted(deck, card), body);

      assertThat(reply.status()).isEqualTo(400);
      assertThat(anna.patch(deck, "{}").header("etag")).as("nothing happened").isEqualTo("\"2\"");
    }

    @Test
    void mindsTheVersionOfTheCard() {
      var deck = anna.deck();
      anna.card(deck);
      var path = "%s/cards/%s".formatted(deck, anna.card(deck));

      assertThat(anna.patch(path, "{\"title\": \"T\"}", "If-Match", "\"3\"").status())
          .isEqualTo(412);
      assertThat(anna.patch(path, "{\"title\": \"T\"}", "If-Match", "\"1\"").status())
          .isEqualTo(200);
      assertThat(anna.delete(path, "If-Match", "\"1\"").status()).isEqualTo(412);
    }
  }

  @Nested
  class Removing {
    @Test
    void answersWhatWasRemoved() {
      var deck = anna.deck();
      var card = anna.card(deck);
      var path = "%s/cards/%s".formatted(deck, card);

      var reply = anna.delete(path);

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.header("etag")).as("of the deck").isEqualTo("\"3\"");
      assertThat(reply.text("id")).isEqualTo(card);
      assertThat(anna.delete(path).status()).isEqualTo(404);
    }
  }

  @Nested
  class Ordering {
    @Test
    void takesAllCards() {
      var deck = anna.deck();
      var cards = anna.cards(deck, 3);

      var reply = anna.put(deck + "/cards/order", order(cards[2], cards[0], cards[1]));

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.header("etag")).isEqualTo("\"5\"");
      assertThat(reply.number("cardCount")).isEqualTo(3);
    }

    @Test
    void wantsEachOnce() {
      var deck = anna.deck();
      var cards = anna.cards(deck, 2);

      assertThat(anna.put(deck + "/cards/order", order(cards[0])).status()).isEqualTo(422);
      assertThat(anna.put(deck + "/cards/order", order(cards[0], cards[0])).status())
          .isEqualTo(422);
      assertThat(anna.put(deck + "/cards/order", "{}").pointers()).containsExactly("/cardIds");
      assertThat(anna.put(deck + "/cards/order", "{\"cardIds\": [\"x\", 1]}").pointers())
          .containsExactly("/cardIds/0", "/cardIds/1");
    }

    private static String order(String... cards) {
      return "{\"cardIds\": [\"%s\"]}".formatted(String.join("\", \"", cards));
    }
  }

  @Nested
  class Marking {
    @Test
    void isForWhoeverMayStudyTheDeck() {
      var deck = anna.publicDeck();
      var card = anna.card(deck);
      var stranger = anna.node().as(OneNode.newUser());
      var favorite = "%s/cards/%s/favorite".formatted(deck, card);
      var suspended = "%s/cards/%s/suspended".formatted(deck, card);

      var marked = stranger.put(favorite, "{\"favorite\": true}");

      assertThat(marked.status()).isEqualTo(200);
      assertThat(marked.text("cardId")).isEqualTo(card);
      assertThat(marked.flag("favorite")).isTrue();
      assertThat(marked.header("etag")).as("of the deck").isEqualTo("\"2\"");
      assertThat(marked.header("consistency-token")).startsWith("reviews.");
      assertThat(stranger.put(favorite, "{\"favorite\": true}").body()).isEqualTo(marked.body());
      assertThat(anna.put(suspended, "{\"suspended\": true}").flag("suspended")).isTrue();
      assertThat(anna.put(suspended, "{\"favorite\": true}").pointers())
          .containsExactlyInAnyOrder("/suspended", "/favorite");
    }

    @Test
    void wantsACardOfTheDeck() {
      var deck = anna.deck();

      assertThat(
              anna.put(
                      "%s/cards/%s/favorite".formatted(deck, UUID.randomUUID()),
                      "{\"favorite\": true}")
                  .status())
          .isEqualTo(404);
    }
  }
}
