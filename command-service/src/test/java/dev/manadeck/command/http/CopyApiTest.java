package dev.manadeck.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.manadeck.testing.TestKafka;
import dev.manadeck.web.tokens.TestTokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With a projection service of one answer. */
class CopyApiTest {
  private static final String ORIGINAL = "0197a3b2-5c1e-7d4f-9a60-3f2b1c0d9e8f";
  private static final String CARD =
      """
      {"id": "0197a3b2-6a10-7b21-8c32-9d43ae54bf6%d", "position": %d, "title": null,
       "content": {"text": "%s", "more": [1, null]}, "cardType": "text", "aiModel": "m",
       "aiPrompt": null, "isFavorite": true, "progress": {"interval": 3}}
      """;
  private static final String DECK =
      """
      {"id": "%s", "userId": "somebody", "title": "Birds", "description": "All",
       "coverImageUrl": null, "isPublic": true, "isFeatured": true,
       "settings": {"scheduler": "sm2", "desiredRetention": 0.8, "maximumIntervalDays": 100,
         "fsrsWeights": null, "learningSteps": [], "relearningSteps": ["10m"], "fuzz": true},
       "tags": ["nature"], "metadata": {"a": 1}, "cardCount": 2, "version": %%d,
       "cards": [%s, %s]}
      """
          .formatted(ORIGINAL, CARD.formatted(1, 0, "first"), CARD.formatted(2, 5, "second"));

  private static HttpServer projection;
  private static TestTokens tokens;
  private static RunningNode node;
  private static volatile int status;
  private static volatile int statusOfFreshRead;
  private static volatile int versionOfFreshRead;
  private static volatile String asked;
  private static volatile CompletableFuture<Void> frozen = CompletableFuture.completedFuture(null);
  private static final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @BeforeAll
  static void start() throws IOException {
    projection = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    projection.createContext(
        "/",
        exchange -> {
          asked =
              "%s %s"
                  .formatted(
                      exchange.getRequestURI(),
                      exchange.getRequestHeaders().get("Consistency-Token"));
          var isFreshRead = asked.contains("decks.");
          var body =
              DECK.formatted(isFreshRead ? versionOfFreshRead : 7).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(isFreshRead ? statusOfFreshRead : status, body.length);
          exchange.getResponseBody().write(body, 0, body.length / 2);
          exchange.getResponseBody().flush();
          frozen.join();
          exchange.getResponseBody().write(body, body.length / 2, body.length - body.length / 2);
          exchange.close();
        });
    projection.setExecutor(threads);
    projection.start();
    tokens = TestTokens.start();
    node =
        RunningNode.start(
            tokens,
            TestKafka.newTopicPrefix(),
            "manadeck.command.dispatch.deadline=5s",
            "manadeck.command.copy.projection-url=http://127.0.0.1:%d"
                .formatted(projection.getAddress().getPort()));
  }

  @AfterAll
  static void stop() {
    node.close();
    tokens.close();
    projection.stop(0);
    threads.close();
  }

  @Test
  void makesADeckOfTheCaller() {
    statusOfFreshRead = 200;
    versionOfFreshRead = 7;
    var anna = node.as("anna");

    var reply =
        anna.post("/api/decks/%s/copy".formatted(ORIGINAL), null, "Consistency-Token", "decks.1.7");

    assertThat(asked).isEqualTo("/api/decks/%s [decks.1.7]".formatted(ORIGINAL));
    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.id()).isNotEqualTo(ORIGINAL);
    assertThat(reply.header("location")).isEqualTo("/api/decks/" + reply.id());
    assertThat(reply.header("etag")).isEqualTo("\"3\"");
    assertThat(reply.text("userId")).isEqualTo("anna");
    assertThat(reply.text("title")).isEqualTo("Birds");
    assertThat(reply.flag("isPublic")).isFalse();
    assertThat(reply.flag("isFeatured")).isFalse();
    assertThat(reply.number("cardCount")).isEqualTo(2);
    assertThat(reply.body().at("/settings/scheduler").asString()).isEqualTo("sm2");
    assertThat(anna.patch("/api/decks/" + reply.id(), "{}").status()).isEqualTo(200);
    assertThat(contents(reply.id()))
        .contains("\"text\":\"first\",\"more\":[1,null]")
        .doesNotContain(ORIGINAL)
        .doesNotContain("0197a3b2-6a10");
  }

  private static String contents(String deck) {
    return node.log("decks", deck).stream()
        .map(wire -> new String(wire.value(), StandardCharsets.UTF_8))
        .toList()
        .toString();
  }

  @Test
  void happensOnceUnderOneKey() {
    status = 200;
    var anna = node.as("anna");
    var key = UUID.randomUUID().toString();
    var first = anna.post("/api/decks/%s/copy".formatted(ORIGINAL), null, "Idempotency-Key", key);

    asked = "nobody";
    status = 503;
    var again = anna.post("/api/decks/%s/copy".formatted(ORIGINAL), null, "Idempotency-Key", key);

    assertThat(again.asTold()).isEqualTo(first.asTold());
    assertThat(asked).as("the original is not read again").isEqualTo("nobody");
  }

  @Test
  void mindsTheVersionOfTheOriginal() {
    status = 200;
    var anna = node.as("anna");
    var copy = "/api/decks/%s/copy".formatted(ORIGINAL);

    assertThat(anna.post(copy, null, "If-Match", "\"6\"").status()).isEqualTo(412);
    assertThat(anna.post(copy, null, "If-Match", "\"7\"").status()).isEqualTo(201);
  }

  @Nested
  class OfAVersionThatCannotBeReadYet {
    @BeforeEach
    void readAnOlderOne() {
      status = 200;
      statusOfFreshRead = 200;
    }

    @Test
    void isMadeOnceItCanBeRead() {
      versionOfFreshRead = 8;

      assertThat(copyOfVersion8().status()).isEqualTo(201);
      assertThat(asked).matches("/api/decks/%s \\[decks\\.[0-3]\\.\\d+]".formatted(ORIGINAL));
    }

    @Test
    void isRefusedIfThereIsNoSuchVersion() {
      versionOfFreshRead = 7;

      var reply = copyOfVersion8();

      assertThat(reply.status()).isEqualTo(412);
      assertThat(reply.text("detail")).isEqualTo("Expected version 8, but it is at 7");
    }

    @Test
    void isPutOffWhileTheTablesAreBehind() {
      statusOfFreshRead = 503;

      var reply = copyOfVersion8();

      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.header("retry-after")).isNotNull();
    }

    private Reply copyOfVersion8() {
      return node.as("anna")
          .post("/api/decks/%s/copy".formatted(ORIGINAL), null, "If-Match", "\"8\"");
    }
  }

  @Test
  void saysThatThereIsNoSuchDeck() {
    status = 404;

    assertThat(node.as("anna").post("/api/decks/%s/copy".formatted(ORIGINAL), null).status())
        .isEqualTo(404);
  }

  @Test
  void refusesADeckThatIsTooLargeToRead() {
    status = 422;
    var reply = node.as("anna").post("/api/decks/%s/copy".formatted(ORIGINAL), null);

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.header("retry-after")).isNull();
  }

  @Test
  void asksToComeAgainIfTheDeckCannotBeRead() {
    status = 503;
    var reply = node.as("anna").post("/api/decks/%s/copy".formatted(ORIGINAL), null);

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.header("retry-after")).isNotNull();
  }

  @Test
  @Timeout(30)
  void asksToComeAgainIfTheProjectionServiceFreezesHalfWay() {
    status = 200;
    frozen = new CompletableFuture<>();
    try {
      var reply = node.as("anna").post("/api/decks/%s/copy".formatted(ORIGINAL), null);

      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.header("retry-after")).isNotNull();
    } finally {
      frozen.complete(null);
    }
  }
}
