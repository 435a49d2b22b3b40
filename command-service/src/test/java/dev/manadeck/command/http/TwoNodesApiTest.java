package dev.manadeck.command.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.manadeck.command.kafka.Shards;
import dev.manadeck.command.shard.ShardHost;
import dev.manadeck.command.shard.ShardPhase;
import dev.manadeck.testing.TestKafka;
import dev.manadeck.web.tokens.TestTokens;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Goes red if a node does not pass on what it does not own, or passes it on for ever. */
class TwoNodesApiTest {
  private static TestTokens tokens;
  private static RunningNode first;
  private static RunningNode second;

  @BeforeAll
  static void start() {
    var prefix = TestKafka.newTopicPrefix();
    tokens = TestTokens.start();
    first = RunningNode.start(tokens, prefix);
    second = RunningNode.start(tokens, prefix);
    await()
        .atMost(60, SECONDS)
        .until(() -> openShards(first).size() == 2 && openShards(second).size() == 2);
  }

  @AfterAll
  static void stop() {
    second.close();
    first.close();
    tokens.close();
  }

  private static List<Integer> openShards(RunningNode node) {
    var phases = node.bean(ShardHost.class).phases();
    return IntStream.range(0, 4)
        .filter(shard -> phases.get(shard) == ShardPhase.OPEN)
        .boxed()
        .toList();
  }

  private static RunningNode ownerOf(String deckId) {
    return openShards(first).contains(first.bean(Shards.class).of(deckId)) ? first : second;
  }

  private static RunningNode otherThan(RunningNode node) {
    return node == first ? second : first;
  }

  @Test
  void eitherTakesAnyCommand() {
    var story = Story.tellTo(first);
    var other = Story.tellTo(second);

    assertThat(story)
        .allSatisfy(
            chapter ->
                assertThat(chapter.again(second).asTold())
                    .as("%s", chapter)
                    .isEqualTo(chapter.reply().asTold()));
    assertThat(other)
        .allSatisfy(
            chapter ->
                assertThat(chapter.again(first).asTold())
                    .as("%s", chapter)
                    .isEqualTo(chapter.reply().asTold()));
  }

  @Test
  void theOtherNodeAnswersWhatTheOwnerWould() {
    var anna = first.as(OneNode.newUser());
    for (var i = 0; i < 12; i++) {
      var deck = anna.deck();
      var owner = ownerOf(deck.substring("/api/decks/".length()));
      var asked = anna.at(otherThan(owner));

      assertThat(asked.patch(deck, "{\"title\": \"A\"}", "If-Match", "\"1\"").header("etag"))
          .isEqualTo("\"2\"");
      var stale = asked.patch(deck, "{\"title\": \"B\"}", "If-Match", "\"1\"");
      assertThat(stale.status()).isEqualTo(412);
      assertThat(stale.body())
          .isEqualTo(anna.at(owner).patch(deck, "{\"title\": \"B\"}", "If-Match", "\"1\"").body());
      assertThat(asked.post(deck + "/cards", "{\"cards\": []}").status()).isEqualTo(400);
      assertThat(asked.delete(deck).status()).isEqualTo(200);
      assertThat(asked.delete(deck).status()).isEqualTo(404);
    }
  }

  @Test
  void textOfEveryKindComesThrough() {
    var anna = first.as(OneNode.newUser());
    var text = "Zürich 東京 🐦 \\\"quoted\\\" \\\\ \\u0001";
    for (var i = 0; i < 6; i++) {
      var deck = anna.deck();
      var body = "{\"title\": \"%s\", \"metadata\": {\"%s\": [1e3, 0.1]}}".formatted(text, text);
      var direct = anna.at(ownerOf(deck.substring("/api/decks/".length()))).patch(deck, body);
      var other =
          anna.at(otherThan(ownerOf(deck.substring("/api/decks/".length())))).patch(deck, body);

      assertThat(other.status()).isEqualTo(200);
      assertThat(other.body()).isEqualTo(direct.body());
      assertThat(other.header("etag")).as("it changed nothing").isEqualTo("\"2\"");
    }
  }

  @Test
  void whatWasPassedOnIsNotPassedOnAgain() {
    var anna = first.as(OneNode.newUser());
    var deck = anna.deck();
    var asked = anna.at(otherThan(ownerOf(deck.substring("/api/decks/".length()))));

    var reply = asked.patch(deck, "{\"title\": \"A\"}", "Manadeck-Forwarded-By", "a-test");

    assertThat(reply.status()).isEqualTo(421);
    assertThat(asked.patch(deck, "{}").header("etag")).as("nothing happened").isEqualTo("\"1\"");
  }

  @Test
  void aKeyIsKnownToBoth() {
    var anna = first.as(OneNode.newUser());
    for (var i = 0; i < 6; i++) {
      var key = UUID.randomUUID().toString();
      var created = anna.post("/api/decks", "{\"title\": \"A\"}", "Idempotency-Key", key);
      var again = anna.at(second).post("/api/decks", "{\"title\": \"A\"}", "Idempotency-Key", key);

      assertThat(again.asTold()).isEqualTo(created.asTold());
      assertThat(
              anna.at(second)
                  .post("/api/decks", "{\"title\": \"B\"}", "Idempotency-Key", key)
                  .status())
          .isEqualTo(422);
    }
  }
}
