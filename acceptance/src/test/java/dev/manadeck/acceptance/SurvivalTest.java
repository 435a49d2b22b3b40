package dev.manadeck.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.manadeck.acceptance.LocalSystem.Part;
import dev.manadeck.testing.TopicReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurvivalTest {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final int DECKS_BETWEEN_KILLS = 20;

  @TempDir Path folder;

  @Test
  void everyAcknowledgedDeckIsThereOnceWhateverIsKilled() {
    var port = LocalSystem.freePort();
    var data = folder.resolve("data");
    List<String> acknowledged;
    try (var system = LocalSystem.up(data, port);
        var client = new DeckMaker(system.url(), system.token("survivor"))) {
      client.start();
      for (var part : Part.values()) {
        awaitMore(client);
        system.kill(part);
        awaitMore(client);
      }
      client.stop();

      assertThat(client.acknowledged()).isNotEmpty().doesNotHaveDuplicates();
      await("the tables to catch up")
          .atMost(LONG)
          .untilAsserted(
              () ->
                  assertThat(client.listed())
                      .containsExactlyInAnyOrderElementsOf(client.acknowledged()));
      assertThat(creationsInTheLog(system))
          .containsOnlyKeys(client.acknowledged())
          .allSatisfy((deck, count) -> assertThat(count).isEqualTo(1));
      acknowledged = client.acknowledged();
      assertThat(system.stop()).isZero();
    }
    try (var again = LocalSystem.up(data, port);
        var client = new DeckMaker(again.url(), again.token("survivor"))) {
      assertThat(client.listed()).containsExactlyInAnyOrderElementsOf(acknowledged);
    }
  }

  private static void awaitMore(DeckMaker client) {
    var before = client.acknowledged().size();
    await("%d more decks".formatted(DECKS_BETWEEN_KILLS))
        .atMost(LONG)
        .failFast("the client gave up", client::requireGoingOn)
        .until(() -> client.acknowledged().size() >= before + DECKS_BETWEEN_KILLS);
  }

  private static HashMap<String, Integer> creationsInTheLog(LocalSystem system) {
    var creations = new HashMap<String, Integer>();
    new TopicReader(system.kafka())
        .readAll("manadeck.decks")
        .forEach(wire -> creations.merge(new String(wire.key()), 1, Integer::sum));
    return creations;
  }
}
