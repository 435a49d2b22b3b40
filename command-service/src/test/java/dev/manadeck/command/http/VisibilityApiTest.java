package dev.manadeck.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what with which deck: everything that can be asked of it is tried. */
@ExtendWith(OneNode.class)
class VisibilityApiTest {
  private record Attempt(String method, String path, String body) {}

  private final RunningNode node;
  private final Client owner;
  private final Client stranger;
  private final Client admin;

  VisibilityApiTest(RunningNode node) {
    this.node = node;
    owner = node.as(OneNode.newUser());
    stranger = node.as(OneNode.newUser());
    admin = node.as("admin");
  }

  @Test
  void aPrivateDeckDoesNotExistForOthers() {
    var deck = owner.deck();
    var card = owner.card(deck);

    assertStatuses(all(deck, card), stranger, 404);
    assertStatuses(all(deck, card), admin, 404);
  }

  @Test
  void aDeletedDeckDoesNotExistForAnybodyButCanBeTakenBackByItsOwner() {
    var deck = owner.publicDeck();
    var card = owner.card(deck);
    owner.delete(deck);

    assertStatuses(all(deck, card), stranger, 404);
    assertStatuses(all(deck, card), admin, 404);
    assertStatuses(study(deck, card), owner, 404);
    assertStatuses(changes(deck, card), owner, 404);
    assertThat(owner.post(deck + "/restore", null).status()).isEqualTo(200);
  }

  @Test
  void aDeckThatNeverWasDoesNotExist() {
    assertStatuses(
        all("/api/decks/" + UUID.randomUUID(), UUID.randomUUID().toString()), owner, 404);
  }

  @Test
  void aPublicDeckIsNotChangedByOthers() {
    var deck = owner.publicDeck();
    var card = owner.card(deck);

    assertStatuses(changes(deck, card), stranger, 403);
    assertStatuses(changes(deck, card), admin, 403);
    assertThat(stranger.post(deck + "/restore", null).status()).isEqualTo(403);
    assertThat(stranger.put(deck + "/featured", "{\"featured\": true}").status()).isEqualTo(403);
    assertThat(owner.patch(deck, "{}").number("version")).as("still").isEqualTo(2);
  }

  @Test
  void aPublicDeckIsStudiedByEverybody() {
    for (var learner : List.of(owner, stranger, admin)) {
      var deck = owner.publicDeck();
      for (var attempt : study(deck, owner.card(deck))) {
        assertThat(send(learner, attempt).status()).as("%s", attempt).isBetween(200, 201);
      }
    }
  }

  @Test
  void aDeckThatBecomesPrivateIsGoneForOthers() {
    var deck = owner.publicDeck();
    var card = owner.card(deck);
    stranger.review(deck, card, "\"rating\": \"good\"");
    owner.patch(deck, "{\"isPublic\": false}");

    assertStatuses(all(deck, card), stranger, 404);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "none",
        "''",
        "Bearer",
        "Bearer ",
        "Bearer x.y.z",
        "Basic YW5uYTphbm5h",
        "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbm5hIn0.",
      })
  void nobodyWithoutAGoodTokenIsAnswered(String authorization) {
    var deck = owner.publicDeck();
    var card = owner.card(deck);
    for (var attempt : all(deck, card)) {
      var body =
          attempt.body() == null
              ? BodyPublishers.noBody()
              : BodyPublishers.ofString(attempt.body());
      var headers =
          authorization == null
              ? new String[] {"Content-Type", "application/json"}
              : new String[] {"Content-Type", "application/json", "Authorization", authorization};
      var reply = node.exchange(attempt.method(), attempt.path(), body, headers);
      assertThat(reply.status()).as("%s", attempt).isEqualTo(401);
      assertThat(reply.header("www-authenticate")).startsWith("Bearer");
    }
  }

  private static void assertStatuses(List<Attempt> attempts, Client client, int status) {
    for (var attempt : attempts) {
      assertThat(send(client, attempt).status()).as("%s", attempt).isEqualTo(status);
    }
  }

  private static Reply send(Client client, Attempt attempt) {
    return client.send(attempt.method(), attempt.path(), attempt.body());
  }

  private static List<Attempt> all(String deck, String card) {
    var all = new ArrayList<>(changes(deck, card));
    all.addAll(study(deck, card));
    all.add(new Attempt("POST", deck + "/restore", null));
    all.add(new Attempt("PUT", deck + "/featured", "{\"featured\": true}"));
    return all;
  }

  private static List<Attempt> changes(String deck, String card) {
    var ofCard = "%s/cards/%s".formatted(deck, card);
    var text = "{\"cardType\": \"text\", \"content\": {\"text\": \"a\"}}";
    return List.of(
        new Attempt("PUT", deck, "{\"title\": \"A\"}"),
        new Attempt("PATCH", deck, "{\"title\": \"A\"}"),
        new Attempt("POST", deck + "/cards", text),
        new Attempt("POST", deck + "/cards", "{\"cards\": [%s]}".formatted(text)),
        new Attempt("PUT", ofCard, text),
        new Attempt("PATCH", ofCard, "{\"title\": \"A\"}"),
        new Attempt("DELETE", ofCard, null),
        new Attempt("PUT", deck + "/cards/order", "{\"cardIds\": [\"%s\"]}".formatted(card)),
        new Attempt("DELETE", deck, null));
  }

  private static List<Attempt> study(String deck, String card) {
    var ofCard = "%s/cards/%s".formatted(deck, card);
    return List.of(
        new Attempt("PUT", ofCard + "/favorite", "{\"favorite\": true}"),
        new Attempt("PUT", ofCard + "/suspended", "{\"suspended\": true}"),
        new Attempt("POST", deck + "/sessions", "{\"mode\": \"all\"}"),
        new Attempt("POST", ofCard + "/reviews", "{\"rating\": \"good\"}"),
        new Attempt(
            "POST",
            deck + "/reviews",
            "{\"reviews\": [{\"cardId\": \"%s\", \"rating\": \"good\"}]}".formatted(card)));
  }
}
