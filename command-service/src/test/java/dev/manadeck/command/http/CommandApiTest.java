package dev.manadeck.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.command.http.RunningNode.Reply;
import dev.manadeck.testing.TestKafka;
import dev.manadeck.testing.TopicReader;
import dev.manadeck.web.tokens.TestTokens;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CommandApiTest {
  private static final String PREFIX = TestKafka.newTopicPrefix();
  private static TestTokens tokens;
  private static RunningNode node;

  @BeforeAll
  static void start() {
    tokens = TestTokens.start();
    node = RunningNode.start(tokens, PREFIX);
  }

  @AfterAll
  static void stop() {
    node.close();
    tokens.close();
  }

  @Nested
  class CreatingADeck {
    @Test
    void answersTheWholeDeckAndWhereItIs() {
      var reply = post("/api/decks", "anna", "{\"title\": \"Birds\", \"tags\": [\"nature\"]}");

      assertThat(reply.status()).isEqualTo(201);
      assertThat(reply.header("location")).isEqualTo("/api/decks/" + text(reply, "id"));
      assertThat(reply.header("etag")).isEqualTo("\"1\"");
      assertThat(reply.header("consistency-token")).matches("decks\\.[0-3]\\.[0-9]+");
      assertThat(text(reply, "title")).isEqualTo("Birds");
      assertThat(text(reply, "userId")).isEqualTo("anna");
      assertThat(reply.body().get("isPublic").booleanValue()).isFalse();
      assertThat(reply.body().get("description").isNull()).isTrue();
      assertThat(UUID.fromString(text(reply, "id")).version()).isEqualTo(7);
    }

    @Test
    void givesTheOriginalAnswerToTheSameKeyAndBody() {
      var key = UUID.randomUUID().toString();
      var first = post("/api/decks", "anna", "{\"title\": \"Once\"}", "Idempotency-Key", key);
      var changed =
          node.send("PATCH", "/api/decks/" + text(first, "id"), "anna", "{\"title\": \"Twice\"}");
      var again = post("/api/decks", "anna", "{\"title\": \"Once\"}", "Idempotency-Key", key);

      assertThat(changed.status()).isEqualTo(200);
      assertThat(again.status()).isEqualTo(201);
      assertThat(again.body()).isEqualTo(first.body());
      assertThat(again.header("etag")).isEqualTo(first.header("etag"));
      assertThat(again.header("location")).isEqualTo(first.header("location"));
      assertThat(again.header("consistency-token")).isEqualTo(first.header("consistency-token"));
    }

    @Test
    void refusesAnotherBodyUnderTheSameKey() {
      var key = UUID.randomUUID().toString();
      post("/api/decks", "anna", "{\"title\": \"One\"}", "Idempotency-Key", key);

      assertThat(
              post("/api/decks", "anna", "{\"title\": \"Two\"}", "Idempotency-Key", key).status())
          .isEqualTo(422);
      assertThat(
              post("/api/decks", "bert", "{\"title\": \"Two\"}", "Idempotency-Key", key).status())
          .isEqualTo(201);
    }

    @Test
    void namesEveryFieldThatIsWrong() {
      var reply =
          post(
              "/api/decks",
              "anna",
              """
              {"tags": [1], "isPublic": "yes", "settings": {"scheduler": "magic"}, "colour": "red",
               "cards": [{"cardType": "text"}]}
              """);

      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.header("content-type")).startsWith("application/problem+json");
      assertThat(reply.body().get("errors").findValuesAsString("pointer"))
          .containsExactlyInAnyOrder(
              "/title",
              "/tags/0",
              "/isPublic",
              "/settings/scheduler",
              "/colour",
              "/cards/0/content");
    }

    @Test
    void appendsTheDeckAndItsCardsInOneTransaction() {
      var reply =
          post(
              "/api/decks",
              "anna",
              """
              {"title": "With cards", "cards": [
                {"cardType": "flashcard", "content": {"front": "a", "back": "b"}},
                {"cardType": "text", "content": {"text": "c"}}]}
              """);

      assertThat(reply.header("etag")).isEqualTo("\"3\"");
      assertThat(reply.body().get("cardCount").intValue()).isEqualTo(2);
      assertThat(typesOf(text(reply, "id")))
          .containsExactly(
              "dev.manadeck.deck.created.v1",
              "dev.manadeck.card.added.v1",
              "dev.manadeck.card.added.v1");
    }
  }

  @Nested
  class Studying {
    @Test
    void goesFromASessionOverReviewsToItsEnd() {
      var deck = deckOf(2, "anna");
      var cards =
          node.send(
              "POST", "/api/decks/%s/sessions".formatted(deck), "anna", "{\"mode\": \"all\"}");
      assertThat(cards.status()).isEqualTo(201);
    }
  }

  private static String deckOf(int cards, String user) {
    var reply = post("/api/decks", user, "{\"title\": \"Deck\"}");
    for (var i = 0; i < cards; i++) {
      var added =
          post(
              "/api/decks/%s/cards".formatted(text(reply, "id")),
              user,
              "{\"cardType\": \"text\", \"content\": {\"text\": \"%d\"}}".formatted(i));
      assertThat(added.status()).isEqualTo(201);
    }
    return text(reply, "id");
  }

  private static Reply post(String path, String user, String body, String... headers) {
    return node.send("POST", path, user, body, headers);
  }

  private static String text(Reply reply, String field) {
    return reply.body().get(field).stringValue();
  }

  private static java.util.List<String> typesOf(String deck) {
    return new TopicReader(TestKafka.bootstrapServers())
        .readAll(PREFIX + "decks").stream()
            .filter(wire -> new String(wire.key()).equals(deck))
            .map(wire -> new String(wire.headers().lastHeader("ce_type").value()))
            .toList();
  }
}
