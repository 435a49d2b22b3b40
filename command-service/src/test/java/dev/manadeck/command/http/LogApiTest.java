package dev.manadeck.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an acknowledged command leaves in the log, and that a refused one leaves nothing. */
@ExtendWith(OneNode.class)
class LogApiTest {
  private final RunningNode node;
  private final String user = OneNode.newUser();
  private final Client anna;

  LogApiTest(RunningNode node) {
    this.node = node;
    anna = node.as(user);
  }

  @Test
  void holdsADeckAndItsCardsSideBySide() {
    var reply =
        anna.post(
            "/api/decks",
            """
            {"title": "With cards", "cards": [
              {"cardType": "flashcard", "content": {"front": "a", "back": "b"}},
              {"cardType": "text", "content": {"text": "c"}}]}
            """);

    var facts = node.log("decks", reply.id());
    assertThat(facts)
        .extracting(fact -> header(fact, "ce_type"))
        .containsExactly(
            "dev.manadeck.deck.created.v1",
            "dev.manadeck.card.added.v1",
            "dev.manadeck.card.added.v1");
    assertThat(facts)
        .extracting(fact -> header(fact, "ce_sequence"))
        .containsExactly("1", "2", "3");
    assertThat(facts.get(1).offset()).isEqualTo(facts.get(0).offset() + 1);
    assertThat(facts.get(2).offset()).isEqualTo(facts.get(0).offset() + 2);
    assertThat(reply.header("consistency-token"))
        .isEqualTo("decks.%d.%d".formatted(facts.get(2).partition(), facts.get(2).offset() + 1));
  }

  @Test
  void tellsWhoWantedItAndWhereTheRequestCameFrom() {
    var key = UUID.randomUUID().toString();
    var trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    var reply =
        anna.post("/api/decks", "{\"title\": \"A\"}", "Idempotency-Key", key, "traceparent", trace);

    var fact = node.log("decks", reply.id()).getFirst();
    assertThat(header(fact, "ce_actor")).isEqualTo(user);
    assertThat(header(fact, "ce_subject")).isEqualTo(reply.id());
    assertThat(header(fact, "ce_commandid")).isEqualTo(key);
    assertThat(header(fact, "ce_traceparent")).isEqualTo(trace);
    assertThat(header(fact, "ce_time")).isEqualTo(reply.text("createdAt"));
    assertThat(UUID.fromString(header(fact, "ce_id")).version()).isEqualTo(7);
  }

  @Test
  void holdsNothingOfWhatWasRefusedOrChangedNothing() {
    var deck = anna.deck();
    var id = deck.substring("/api/decks/".length());

    anna.patch(deck, "{\"title\": \"A\"}", "If-Match", "\"9\"");
    anna.patch(deck, "{\"title\": 1}");
    anna.patch(deck, "{\"title\": \"Birds\"}");
    anna.post(deck + "/cards", "{\"cardType\": \"text\", \"content\": {}}");
    anna.put(deck + "/cards/order", "{\"cardIds\": [\"%s\"]}".formatted(id));
    anna.post(deck + "/sessions", "{\"mode\": \"all\"}");
    anna.post(deck + "/reviews", "{\"reviews\": [{\"cardId\": 1}]}");
    node.as(OneNode.newUser()).delete(deck);

    assertThat(node.log("decks", id)).hasSize(1);
    assertThat(node.log("sessions", id)).isEmpty();
    assertThat(node.log("reviews", id)).isEmpty();
  }

  private static String header(ConsumerRecord<byte[], byte[]> fact, String name) {
    return new String(fact.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
