package dev.manadeck.command.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.manadeck.command.kafka.Shards;
import dev.manadeck.testing.TestKafka;
import dev.manadeck.testing.TopicReader;
import dev.manadeck.web.tokens.TestTokens;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes in processes of their own. Goes red if the next owner of a shard neither takes the
 * former one's transactional ids from it nor waits for what it left open before it reads.
 */
@Timeout(240)
class FrozenNodeTest {
  private static final int CLIENTS = 8;
  private static final Duration LONG = Duration.ofSeconds(90);
  private static final int LOOKS = 5;

  @TempDir private Path logs;

  private final String prefix = TestKafka.newTopicPrefix();
  private final String topic = prefix + "reviews";
  private final TestTokens tokens = TestTokens.start();
  private final String authorization = tokens.bearer("anna");
  private final Admin admin =
      Admin.create(Map.of("bootstrap.servers", TestKafka.bootstrapServers()));
  private final Map<String, Reply> replies = new ConcurrentHashMap<>();
  private final AtomicBoolean isEnough = new AtomicBoolean();
  private NodeProcess first;
  private NodeProcess second;
  private String deck;
  private String card;
  private TopicPartition partition;

  @BeforeEach
  void start() throws Exception {
    first = NodeProcess.start(tokens, prefix, logs.resolve("first.log"));
    await().atMost(LONG).until(() -> first.openShards().size() == 4);
    second = NodeProcess.start(tokens, prefix, logs.resolve("second.log"));
    await()
        .atMost(LONG)
        .until(() -> first.openShards().size() == 2 && second.openShards().size() == 2);
    var ofFirst = first.openShards();
    do {
      deck = post(first, "/api/decks", "{\"title\": \"Birds\"}").id();
    } while (!ofFirst.contains(new Shards(4).of(deck)));
    partition = new TopicPartition(topic, new Shards(4).of(deck));
    card =
        post(
                first,
                "/api/decks/%s/cards".formatted(deck),
                "{\"cardType\": \"text\", \"content\": {\"text\": \"a\"}}")
            .id();
  }

  @AfterEach
  void stop() {
    Stream.of(first, second).forEach(NodeProcess::close);
    admin.close();
    tokens.close();
  }

  @Test
  void nothingOfANodeThatWasFrozenInATransactionGetsInOnceAnotherTookOver() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var clients =
          IntStream.range(0, CLIENTS).mapToObj(i -> threads.submit(() -> review(i))).toList();
      await().atMost(LONG).until(() -> replies.size() > 50);
      await().atMost(LONG).pollInterval(Duration.ofMillis(3)).until(this::isFrozenInATransaction);
      var begin = openTransaction().orElseThrow();
      var end = end();

      await().atMost(LONG).until(() -> second.openShards().size() == 4);
      assertThat(post(second, reviews(), rated("good"), "Idempotency-Key", "taken over").status())
          .isEqualTo(201);
      first.goOn();
      isEnough.set(true);
      for (var client : clients) {
        client.get();
      }
      await().atMost(LONG).until(() -> !first.openShards().isEmpty());

      assertThat(end).as("there was something in it").isGreaterThan(begin);
      assertThat(committed().map(ConsumerRecord::offset).toList())
          .as("what stood in the transaction that was open")
          .doesNotContainAnyElementsOf(
              IntStream.range((int) begin, (int) end).mapToObj(Long::valueOf).toList());
    }
    assertThat(committed().map(FrozenNodeTest::commandId))
        .as("each command once")
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(replies.keySet().stream(), Stream.of("taken over")).toList());
    for (var reply : replies.entrySet()) {
      assertThat(post(second, reviews(), rated("good"), "Idempotency-Key", reply.getKey()).asTold())
          .isEqualTo(reply.getValue().asTold());
    }
  }

  /** One command after the other, each until it is answered. */
  private Void review(int client) {
    for (var i = 0; !isEnough.get(); i++) {
      var key = "%d-%d".formatted(client, i);
      await()
          .atMost(LONG)
          .pollInterval(Duration.ofMillis(1))
          .until(() -> reviewed(key).status() == 201);
    }
    return null;
  }

  private Reply reviewed(String key) throws IOException {
    var reply = post(first, reviews(), rated("good"), "Idempotency-Key", key);
    assertThat(reply.status()).as("%s", reply).isIn(201, 503);
    if (reply.status() == 201) {
      replies.put(key, reply);
    }
    return reply;
  }

  /** Seen several times, so that no commit is still on its way. */
  private boolean isFrozenInATransaction() {
    first.freeze();
    for (var look = 0; look < LOOKS; look++) {
      if (openTransaction().isEmpty()) {
        first.goOn();
        return false;
      }
    }
    return true;
  }

  private OptionalLong openTransaction() {
    try {
      return admin
          .describeProducers(List.of(partition))
          .partitionResult(partition)
          .get()
          .activeProducers()
          .stream()
          .map(ProducerState::currentTransactionStartOffset)
          .flatMapToLong(OptionalLong::stream)
          .findFirst();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private long end() throws Exception {
    return admin
        .listOffsets(Map.of(partition, OffsetSpec.latest()))
        .partitionResult(partition)
        .get()
        .offset();
  }

  private Stream<ConsumerRecord<byte[], byte[]>> committed() {
    return new TopicReader(TestKafka.bootstrapServers()).readAllOnceDecided(topic).stream();
  }

  private static String commandId(ConsumerRecord<?, ?> wire) {
    return new String(wire.headers().lastHeader("ce_commandid").value(), UTF_8);
  }

  private String reviews() {
    return "/api/decks/%s/cards/%s/reviews".formatted(deck, card);
  }

  private static String rated(String rating) {
    return "{\"rating\": \"%s\"}".formatted(rating);
  }

  private Reply post(NodeProcess node, String path, String body, String... headers)
      throws IOException {
    return node.post(
        path,
        body,
        Stream.concat(Stream.of("Authorization", authorization), Stream.of(headers))
            .toArray(String[]::new));
  }
}
