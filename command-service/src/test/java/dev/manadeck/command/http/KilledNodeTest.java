package dev.manadeck.command.http;

import static org.awaitility.Awaitility.await;

import dev.manadeck.testing.TestKafka;
import dev.manadeck.web.tokens.TestTokens;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Goes red if a node that starts again is a stranger to the group of shard owners. */
@Timeout(180)
class KilledNodeTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  /** The longest that a broker allows unless told otherwise. */
  private static final Map<String, ?> SESSION_OUTLASTS_THE_TEST =
      Map.of("manadeck.command.session-timeout", "30m");

  @Test
  void startsAgainWithItsShardsAlthoughItsFormerMembershipHasNotRunOut(@TempDir Path logs) {
    var prefix = TestKafka.newTopicPrefix();
    var port = RunningNode.freePort();
    var log = logs.resolve("node.log");
    try (var tokens = TestTokens.start()) {
      // Closing a process is killing it.
      try (var node = NodeProcess.start(tokens, prefix, log, port, SESSION_OUTLASTS_THE_TEST)) {
        await().atMost(LONG).until(() -> node.openShards().size() == 4);
      }

      try (var again = NodeProcess.start(tokens, prefix, log, port, SESSION_OUTLASTS_THE_TEST)) {
        await().atMost(LONG).until(() -> again.openShards().size() == 4);
      }
    }
  }
}
