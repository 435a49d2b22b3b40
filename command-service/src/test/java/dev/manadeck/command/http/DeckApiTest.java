package dev.manadeck.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OneNode.class)
class DeckApiTest {
  private final Client anna;
  private final Client admin;

  DeckApiTest(RunningNode node) {
    anna = node.as(OneNode.newUser());
    admin = node.as("admin");
  }

  @Nested
  class Creating {
    @Test
    void answersTheWholeDeckAndWhereItIs() {
      var reply = anna.post("/api/decks", "{\"title\": \"Birds\", \"tags\": [\"nature\"]}");

      assertThat(reply.status()).isEqualTo(201);
      assertThat(reply.header("location")).isEqualTo("/api/decks/" + reply.id());
      assertThat(reply.header("etag")).isEqualTo("\"1\"");
      assertThat(reply.header("consistency-token")).matches("decks\\.[0-3]\\.[0-9]+");
      assertThat(reply.text("title")).isEqualTo("Birds");
      assertThat(reply.flag("isPublic")).isFalse();
      assertThat(reply.body().get("description").isNull()).isTrue();
      assertThat(reply.body().at("/settings/scheduler").asString()).isEqualTo("fsrs");
      assertThat(reply.body().at("/settings/desiredRetention").asDouble()).isEqualTo(0.9);
      assertThat(reply.body().at("/tags/0").asString()).isEqualTo("nature");
      assertThat(UUID.fromString(reply.id()).version()).isEqualTo(7);
    }

    @Test
    void takesEveryField() {
      var id = UUID.randomUUID();
      var reply =
          anna.post(
              "/api/decks",
              """
              {"id": "%s", "title": "Birds", "description": "All of them",
               "coverImageUrl": "https://example.org/bird.png", "isPublic": true,
               "settings": {"scheduler": "sm2", "desiredRetention": 0.8, "learningSteps": []},
               "tags": ["a", "b"], "metadata": {"from": {"a": [1, 2.5, null, "x"]}},
               "cards": [{"cardType": "flashcard", "content": {"front": "a", "back": "b"}},
                         {"cardType": "text", "content": {"text": "c"}, "title": "T"}]}
              """
                  .formatted(id));

      assertThat(reply.status()).isEqualTo(201);
      assertThat(reply.id()).isEqualTo(id.toString());
      assertThat(reply.header("etag")).isEqualTo("\"3\"");
      assertThat(reply.number("version")).isEqualTo(3);
      assertThat(reply.number("cardCount")).isEqualTo(2);
      assertThat(reply.flag("isPublic")).isTrue();
      assertThat(reply.text("coverImageUrl")).isEqualTo("https://example.org/bird.png");
      assertThat(reply.body().at("/settings/scheduler").asString()).isEqualTo("sm2");
      assertThat(reply.body().at("/settings/maximumIntervalDays").asInt()).isEqualTo(36_500);
      assertThat(reply.body().at("/settings/learningSteps")).isEmpty();
      assertThat(reply.body().at("/metadata/from/a/1").asDouble()).isEqualTo(2.5);
    }

    @Test
    void refusesAnIdThatIsTaken() {
      var taken = anna.deck().substring("/api/decks/".length());

      assertThat(
              anna.post("/api/decks", "{\"title\": \"B\", \"id\": \"%s\"}".formatted(taken))
                  .status())
          .isEqualTo(409);
    }

    @Test
    void namesTheCardThatBreaksARule() {
      var reply =
          anna.post(
              "/api/decks",
              """
              {"title": "B", "cards": [{"cardType": "text", "content": {"text": "a"}},
                {"cardType": "quiz", "content": {"question": "?", "options": ["a"]}}]}
              """);

      assertThat(reply.status()).isEqualTo(422);
      assertThat(reply.pointers()).containsExactly("/cards/1/content/options");
    }

    @Test
    void migratesTheWeightsOfOlderVersions() {
      var seventeen =
          "[0.4, 0.6, 2.4, 5.8, 4.93, 0.94, 0.86, 0.01, 1.49, 0.14, 0.94, 2.18, 0.05, 0.34, 1.26,"
              + " 0.29, 2.61]";
      var reply =
          anna.post(
              "/api/decks",
              "{\"title\": \"B\", \"settings\": {\"fsrsWeights\": %s}}".formatted(seventeen));

      assertThat(reply.status()).isEqualTo(201);
      assertThat(reply.body().at("/settings/fsrsWeights")).hasSize(21);
    }
  }

  @Nested
  class Changing {
    @Test
    void changesTheGivenFields() {
      var deck = anna.deck(", \"description\": \"All\", \"tags\": [\"a\"]");

      var patched = anna.patch(deck, "{\"title\": \"Owls\", \"description\": null}");
      var put = anna.put(deck, "{\"isPublic\": true, \"settings\": {\"scheduler\": \"sm2\"}}");

      assertThat(patched.status()).isEqualTo(200);
      assertThat(patched.header("etag")).isEqualTo("\"2\"");
      assertThat(patched.text("title")).isEqualTo("Owls");
      assertThat(patched.body().get("description").isNull()).isTrue();
      assertThat(patched.body().at("/tags/0").asString()).isEqualTo("a");
      assertThat(put.status()).isEqualTo(200);
      assertThat(put.header("etag")).as("settings and visibility").isEqualTo("\"4\"");
      assertThat(put.flag("isPublic")).isTrue();
      assertThat(put.text("title")).isEqualTo("Owls");
    }

    @Test
    void takesADeckAsItWasAnswered() {
      var deck = anna.deck();
      var answered = anna.patch(deck, "{\"title\": \"Owls\"}").body();

      var reply = anna.put(deck, answered.toString());

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.body()).isEqualTo(answered);
      assertThat(anna.patch(deck, answered.toString()).status()).isEqualTo(400);
    }

    @Test
    void answersTheDeckIfNothingChanges() {
      var deck = anna.deck();

      var reply = anna.patch(deck, "{\"title\": \"Birds\"}");

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.header("etag")).isEqualTo("\"1\"");
    }

    @Test
    void mindsTheVersion() {
      var deck = anna.deck();

      assertThat(anna.patch(deck, "{\"title\": \"A\"}", "If-Match", "\"2\"").status())
          .isEqualTo(412);
      assertThat(anna.patch(deck, "{\"title\": \"A\"}", "If-Match", "\"1\"").status())
          .isEqualTo(200);
      assertThat(anna.patch(deck, "{\"title\": \"B\"}", "If-Match", "*").status()).isEqualTo(200);
      assertThat(anna.patch(deck, "{\"title\": \"B\"}", "If-Match", "3").status()).isEqualTo(400);
    }
  }

  @Nested
  class DeletingAndRestoring {
    @Test
    void answersTheDeck() {
      var deck = anna.publicDeck();

      var deleted = anna.delete(deck);
      var restored = anna.post(deck + "/restore", null);

      assertThat(deleted.status()).isEqualTo(200);
      assertThat(deleted.header("etag")).isEqualTo("\"2\"");
      assertThat(deleted.text("title")).isEqualTo("Birds");
      assertThat(restored.status()).isEqualTo(200);
      assertThat(restored.header("etag")).isEqualTo("\"3\"");
    }

    @Test
    void doesNotFindADeletedDeck() {
      var deck = anna.deck();
      anna.delete(deck);

      assertThat(anna.delete(deck).status()).isEqualTo(404);
      assertThat(anna.patch(deck, "{\"title\": \"A\"}").status()).isEqualTo(404);
    }

    @Test
    void mindsTheVersion() {
      var deck = anna.deck();

      assertThat(anna.delete(deck, "If-Match", "\"9\"").status()).isEqualTo(412);
      assertThat(anna.delete(deck, "If-Match", "\"1\"").status()).isEqualTo(200);
      assertThat(anna.post(deck + "/restore", null, "If-Match", "\"1\"").status()).isEqualTo(412);
    }
  }

  @Nested
  class Featuring {
    @Test
    void isForAdmins() {
      var deck = anna.publicDeck();

      var featured = admin.put(deck + "/featured", "{\"featured\": true}");

      assertThat(featured.status()).isEqualTo(200);
      assertThat(featured.flag("isFeatured")).isTrue();
      assertThat(featured.text("featuredAt")).isEqualTo(featured.text("updatedAt"));
      assertThat(anna.put(deck + "/featured", "{\"featured\": false}").status()).isEqualTo(403);
    }

    @Test
    void endsWhenTheDeckBecomesPrivate() {
      var deck = anna.publicDeck();
      admin.put(deck + "/featured", "{\"featured\": true}");

      var reply = anna.patch(deck, "{\"isPublic\": false}");

      assertThat(reply.flag("isFeatured")).isFalse();
      assertThat(reply.body().get("featuredAt").isNull()).isTrue();
      assertThat(reply.header("etag")).isEqualTo("\"4\"");
    }

    @Test
    void wantsAPublicDeck() {
      assertThat(admin.put(admin.deck() + "/featured", "{\"featured\": true}").status())
          .isEqualTo(409);
      assertThat(admin.put(anna.deck() + "/featured", "{\"featured\": true}").status())
          .isEqualTo(404);
    }
  }
}
