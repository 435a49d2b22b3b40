package dev.manadeck.command.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.manadeck.testing.KafkaServer;
import dev.manadeck.testing.TestKafka;
import dev.manadeck.web.tokens.TestTokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class KafkaAwayTest {
  private static final String BODY = "{\"title\": \"Birds\"}";
  private static final String[] KEY = {"Idempotency-Key", "once"};

  private final KafkaServer kafka = TestKafka.startDedicated();
  private final TestTokens tokens = TestTokens.start();
  private final RunningNode node =
      RunningNode.start(
          tokens,
          "away.",
          "spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
          "manadeck.command.dispatch.deadline=5s");

  @AfterEach
  void stop() {
    node.close();
    tokens.close();
    kafka.close();
  }

  @Test
  void aCommandThatComesAgainIsAskedToComeOnceMore() {
    var anna = node.as("anna");
    var first = anna.post("/api/decks", BODY, KEY);
    assertThat(anna.post("/api/decks", BODY, KEY).asTold()).isEqualTo(first.asTold());

    kafka.stop();
    var away = anna.post("/api/decks", BODY, KEY);
    kafka.start();

    assertThat(away.status()).isEqualTo(503);
    assertThat(away.header("retry-after")).isNotNull();
    assertThat(away.header("idempotency-key")).isEqualTo("once");
    await()
        .atMost(60, SECONDS)
        .untilAsserted(
            () ->
                assertThat(anna.post("/api/decks", BODY, KEY).asTold()).isEqualTo(first.asTold()));
  }

  /** By then its commit is still waited for. */
  @Test
  void aCommandIsAnsweredAtItsDeadlineAndMayComeAgain() {
    var anna = node.as("anna");
    anna.post("/api/decks", BODY, KEY);

    kafka.stop();
    var away = anna.post("/api/decks", BODY);
    kafka.start();

    assertThat(away.status()).isEqualTo(503);
    assertThat(away.header("retry-after")).isNotNull();
    assertThat(away.text("detail")).contains("not known", "Idempotency-Key of this answer");
    var drawnKey = new String[] {"Idempotency-Key", away.header("idempotency-key")};
    await()
        .atMost(60, SECONDS)
        .until(() -> anna.post("/api/decks", BODY, drawnKey).status() == 201);
  }
}
