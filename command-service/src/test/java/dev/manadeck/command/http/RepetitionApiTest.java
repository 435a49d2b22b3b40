package dev.manadeck.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.testing.TestKafka;
import dev.manadeck.testing.TopicReader;
import dev.manadeck.web.tokens.TestTokens;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

class RepetitionApiTest {
  private static final List<String> TOPICS = List.of("decks", "reviews", "sessions", "learners");

  /** Goes red if answers are not remembered, or if memory is not restored from the log. */
  @Test
  void everyWriteThatComesAgainGetsItsOriginalAnswerAlsoAfterARestart() {
    var prefix = TestKafka.newTopicPrefix();
    try (var tokens = TestTokens.start()) {
      List<Story.Chapter> story;
      Map<String, Integer> written;
      try (var node = RunningNode.start(tokens, prefix)) {
        story = Story.tellTo(node);
        written = written(prefix);
        assertSameAnswers(story, node);
      }
      try (var restarted = RunningNode.start(tokens, prefix)) {
        assertSameAnswers(story, restarted);
      }
      assertThat(written(prefix)).as("facts in the log").isEqualTo(written);
    }
  }

  private static void assertSameAnswers(List<Story.Chapter> story, RunningNode node) {
    assertThat(story)
        .allSatisfy(
            chapter ->
                assertThat(chapter.again(node).asTold())
                    .as("%s", chapter)
                    .isEqualTo(chapter.reply().asTold()));
  }

  private static Map<String, Integer> written(String prefix) {
    var reader = new TopicReader(TestKafka.bootstrapServers());
    var counts = new HashMap<String, Integer>();
    TOPICS.forEach(topic -> counts.put(topic, reader.readAllOnceDecided(prefix + topic).size()));
    return counts;
  }

  @Nested
  @ExtendWith(OneNode.class)
  class UnderTheSameKey {
    private static final int AT_ONCE = 24;
    private static final String BODY = "{\"title\": \"One\"}";

    private final Client anna;
    private final Client bert;
    private final String key = UUID.randomUUID().toString();

    UnderTheSameKey(RunningNode node) {
      anna = node.as(OneNode.newUser());
      bert = node.as(OneNode.newUser());
    }

    @Test
    void requestsAtTheSameTimeHaveOneEffect() throws Exception {
      var replies = atOnce(() -> anna.post("/api/decks", BODY, "Idempotency-Key", key).asTold());

      assertThat(replies).containsOnly(replies.getFirst());
      assertThat(replies.getFirst().status()).isEqualTo(201);
    }

    @Test
    void ofRequestsOnTheSameVersionOneIsRight() throws Exception {
      var deck = anna.deck();
      var titles = new AtomicInteger();

      var replies =
          atOnce(
              () ->
                  anna.patch(
                      deck,
                      "{\"title\": \"%d\"}".formatted(titles.incrementAndGet()),
                      "If-Match",
                      "\"1\""));

      assertThat(replies).extracting(Reply::status).containsOnlyOnce(200).contains(412);
      assertThat(anna.patch(deck, "{}").header("etag")).isEqualTo("\"2\"");
    }

    private static List<Reply> atOnce(Callable<Reply> request) throws Exception {
      var replies = new ArrayList<Reply>();
      try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var reply : clients.invokeAll(Collections.nCopies(AT_ONCE, request))) {
          replies.add(reply.get());
        }
      }
      return replies;
    }

    @Test
    void anotherBodyIsRefused() {
      anna.post("/api/decks", "{\"title\": \"One\"}", "Idempotency-Key", key);

      var reply = anna.post("/api/decks", "{\"title\": \"Two\"}", "Idempotency-Key", key);

      assertThat(reply.status()).isEqualTo(422);
      assertThat(reply.text("type")).isEqualTo("urn:manadeck:problem:idempotency-key-reused");
    }

    @Test
    void theSameBodyWrittenOtherwiseIsTheSame() {
      var first = anna.post("/api/decks", "{\"title\": \"One\"}", "Idempotency-Key", key);

      var again = anna.post("/api/decks", " {\"title\":\"One\"\n}", "Idempotency-Key", key);

      assertThat(again.asTold()).isEqualTo(first.asTold());
    }

    @Test
    void anotherPathIsRefused() {
      var deck = anna.deck();
      var first = anna.card(deck);
      var second = anna.card(deck);
      anna.patch(
          "%s/cards/%s".formatted(deck, first), "{\"title\": \"T\"}", "Idempotency-Key", key);

      assertThat(
              anna.patch(
                      "%s/cards/%s".formatted(deck, second),
                      "{\"title\": \"T\"}",
                      "Idempotency-Key",
                      key)
                  .status())
          .isEqualTo(422);
    }

    @Test
    void anotherUserIsAnotherMatter() {
      anna.post("/api/decks", "{\"title\": \"One\"}", "Idempotency-Key", key);

      assertThat(bert.post("/api/decks", "{\"title\": \"Two\"}", "Idempotency-Key", key).status())
          .isEqualTo(201);
    }

    @Test
    void whatWasRefusedIsTriedAnew() {
      var deck = anna.deck();
      anna.delete(deck);
      assertThat(anna.patch(deck, "{\"title\": \"A\"}", "Idempotency-Key", key).status())
          .isEqualTo(404);
      anna.post(deck + "/restore", null);

      assertThat(anna.patch(deck, "{\"title\": \"A\"}", "Idempotency-Key", key).status())
          .isEqualTo(200);
    }

    @Test
    void aVersionThatIsStaleByNowDoesNotMatter() {
      var deck = anna.deck();
      var first =
          anna.patch(deck, "{\"title\": \"A\"}", "Idempotency-Key", key, "If-Match", "\"1\"");

      var again =
          anna.patch(deck, "{\"title\": \"A\"}", "Idempotency-Key", key, "If-Match", "\"1\"");

      assertThat(again.asTold()).isEqualTo(first.asTold());
    }
  }
}
