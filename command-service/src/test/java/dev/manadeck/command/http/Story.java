package dev.manadeck.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Every kind of write once, each under a key of its own, to be told again. */
final class Story {
  /** A request, and what it was answered. */
  record Chapter(Client client, String method, String path, String body, String key, Reply reply) {
    Reply again(RunningNode node) {
      return client.at(node).send(method, path, body, "Idempotency-Key", key);
    }

    @Override
    public String toString() {
      return "%s %s %s".formatted(method, path, body);
    }
  }

  private final List<Chapter> chapters = new ArrayList<>();
  private final Client anna;
  private final Client bert;
  private final Client admin;

  private Story(RunningNode node) {
    anna = node.as(OneNode.newUser());
    bert = node.as(OneNode.newUser());
    admin = node.as("admin");
  }

  static List<Chapter> tellTo(RunningNode node) {
    var story = new Story(node);
    story.tell();
    return List.copyOf(story.chapters);
  }

  private void tell() {
    var deck = "/api/decks/" + create().id();
    ask(anna, "PATCH", deck, "{\"title\": \"Owls\"}");
    ask(anna, "PUT", deck, "{\"description\": \"At night\", \"isPublic\": true}");
    ask(admin, "PUT", deck + "/featured", "{\"featured\": true}");
    var first = ask(anna, "POST", deck + "/cards", card("a")).id();
    var added =
        ask(anna, "POST", deck + "/cards", "{\"cards\": [%s, %s]}".formatted(card("b"), card("c")));
    var second = added.body().at("/cards/0/id").asString();
    var third = added.body().at("/cards/1/id").asString();
    ask(bert, "PUT", "%s/cards/%s/suspended".formatted(deck, first), "{\"suspended\": true}");
    ask(anna, "PUT", "%s/cards/%s/favorite".formatted(deck, first), "{\"favorite\": true}");
    ask(anna, "PUT", "%s/cards/%s".formatted(deck, first), card("better"));
    ask(anna, "PATCH", "%s/cards/%s".formatted(deck, first), "{\"title\": \"T\"}");
    ask(
        anna,
        "PUT",
        deck + "/cards/order",
        "{\"cardIds\": [\"%s\", \"%s\", \"%s\"]}".formatted(third, first, second));
    ask(anna, "DELETE", "%s/cards/%s".formatted(deck, second), null);
    study(deck, first, third);
    ask(anna, "PUT", "/api/me/profile", "{\"displayName\": \"Anna\"}");
    ask(anna, "PUT", "/api/me/profile", "{\"dayStartHour\": 2}");
    ask(anna, "DELETE", deck, null);
    ask(anna, "POST", deck + "/restore", null);
  }

  private Reply create() {
    return ask(anna, "POST", "/api/decks", "{\"title\": \"Birds\", \"tags\": [\"nature\"]}");
  }

  private void study(String deck, String first, String third) {
    var session = ask(bert, "POST", deck + "/sessions", "{\"mode\": \"all\"}").id();
    var review =
        ask(
                bert,
                "POST",
                "%s/cards/%s/reviews".formatted(deck, first),
                "{\"rating\": \"good\", \"sessionId\": \"%s\"}".formatted(session))
            .id();
    ask(
        bert,
        "POST",
        deck + "/reviews",
        """
        {"reviews": [{"cardId": "%s", "rating": "hard"}, {"cardId": "%s", "rating": "easy"},
         {"cardId": "%s", "rating": "good"}, {"cardId": 1},
         {"cardId": "%s", "rating": "again", "sessionId": "%s"}]}
        """
            .formatted(third, third, UUID.randomUUID(), third, session));
    ask(bert, "DELETE", "%s/reviews/%s".formatted(deck, review), null);
    ask(
        bert,
        "POST",
        "%s/sessions/%s/complete".formatted(deck, session),
        "{\"timeSpentSeconds\": 5}");
  }

  private static String card(String text) {
    return "{\"cardType\": \"text\", \"content\": {\"text\": \"%s\"}}".formatted(text);
  }

  private Reply ask(Client client, String method, String path, String body) {
    var key = UUID.randomUUID().toString();
    var reply = client.send(method, path, body, "Idempotency-Key", key);
    assertThat(reply.status()).as("%s %s: %s", method, path, reply).isBetween(200, 201);
    chapters.add(new Chapter(client, method, path, body, key, reply));
    return reply;
  }
}
