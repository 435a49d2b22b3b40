package dev.manadeck.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** If-Match on what does not change the deck itself. */
@ExtendWith(OneNode.class)
class ConditionApiTest {
  private static final String STALE = "\"1\"";
  private static final String CURRENT = "\"2\"";

  private final Client anna;
  private final String deck;
  private final String card;

  ConditionApiTest(RunningNode node) {
    anna = node.as(OneNode.newUser());
    deck = anna.deck();
    card = "%s/cards/%s".formatted(deck, anna.card(deck));
  }

  @Test
  void marksMindTheVersionOfTheDeck() {
    minds("PUT", card + "/favorite", "{\"favorite\": true}");
    minds("PUT", card + "/suspended", "{\"suspended\": true}");
  }

  @Test
  void sessionsThatStartMindTheVersionOfTheDeck() {
    minds("POST", deck + "/sessions", "{\"mode\": \"all\"}");
  }

  @Test
  void reviewsMindTheVersionOfTheDeck() {
    minds("POST", card + "/reviews", "{\"rating\": \"good\"}");
    minds("POST", deck + "/reviews", "{\"reviews\": []}");
  }

  private void minds(String method, String path, String body) {
    assertThat(anna.send(method, path, body, "If-Match", STALE).status()).as(path).isEqualTo(412);
    assertThat(anna.send(method, path, body, "If-Match", CURRENT).status())
        .as(path)
        .isLessThan(300);
  }

  @Test
  void anUndoMindsTheVersionOfTheReview() {
    var review = anna.post(card + "/reviews", "{\"rating\": \"good\"}");
    var path = "%s/reviews/%s".formatted(deck, review.id());

    assertThat(anna.delete(path, "If-Match", CURRENT).status()).isEqualTo(412);
    assertThat(anna.delete(path, "If-Match", review.header("etag")).status()).isEqualTo(200);
  }

  @Test
  void aDeckThatIsOnlyToBeCreatedHasNoVersion() {
    assertThat(anna.post("/api/decks", "{\"title\": \"A\"}", "If-Match", STALE).status())
        .isEqualTo(412);
  }
}
