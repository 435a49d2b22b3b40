package dev.manadeck.command.kafka;

import static dev.manadeck.command.kafka.Touches.fact;
import static dev.manadeck.command.shard.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.manadeck.command.shard.ShardLog;
import dev.manadeck.command.shard.Snapshot;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class KafkaSnapshotTest {
  private static final int SHARD = 1;
  private static final String FORMAT = "toy-1";
  private static final DeckId DECK = DeckId.of("0199a1b2-c3d4-7e5f-8a6b-000000000d01");

  private final TestLog topics = new TestLog(2);

  @AfterEach
  void close() {
    topics.close();
  }

  @Nested
  class Taking {
    @Test
    void isReadBackWithTheFactsBehindItAlone() {
      try (var log = opened()) {
        append(log, "a", "b");
        take(log, Map.of("one", "1", "two", "2"));
        append(log, "c");
      }
      try (var log = topics.open(SHARD)) {
        log.fence();
        var snapshot = log.snapshot(FORMAT).orElseThrow();

        assertThat(texts(snapshot)).isEqualTo(Map.of("one", "1", "two", "2"));
        assertThat(restored(log, snapshot)).containsExactly("c");
      }
    }

    @Test
    void aLaterOneReplacesWhatChanged() {
      try (var log = opened()) {
        take(log, Map.of("one", "1", "two", "2", "three", "3"));
        append(log, "a");
        var transaction = log.beginSnapshot();
        transaction.put("two", "II".getBytes(UTF_8));
        transaction.remove("three");
        transaction.complete(FORMAT, 2);
        transaction.commit();
      }
      assertThat(texts(found().orElseThrow())).isEqualTo(Map.of("one", "1", "two", "II"));
    }

    @Test
    void goesOnFromWhereARestoreFoundTheFacts() {
      try (var log = opened()) {
        append(log, "a", "b", "c");
      }
      try (var log = opened()) {
        take(log, Map.of("one", "1"));
      }
      try (var log = topics.open(SHARD)) {
        log.fence();
        assertThat(restored(log, log.snapshot(FORMAT).orElseThrow())).isEmpty();
      }
    }

    @Test
    void hasRoomForSomeMegabytesInOneTransaction() {
      try (var log = opened()) {
        var transaction = log.beginSnapshot();
        var parts = 0;
        for (; transaction.hasRoom(); parts++) {
          transaction.put("part " + parts, new byte[1024 * 1024]);
        }
        transaction.complete(FORMAT, parts);
        transaction.commit();

        assertThat(parts).isBetween(2, 8);
      }
      assertThat(found()).isPresent();
    }

    @Test
    void withoutAPartThatNoTopicTakesItIsNone() {
      try (var log = opened()) {
        var transaction = log.beginSnapshot();
        transaction.put("huge", new byte[ShardClients.LARGEST_FACT]);
        transaction.put("small", new byte[1]);
        transaction.complete(FORMAT, 2);
        transaction.commit();
        append(log, "a");
      }
      assertThat(found()).isEmpty();
    }

    @Test
    void withAPartAsItWasBeforeItOutgrewTheTopicItIsNone() {
      try (var log = opened()) {
        take(log, Map.of("growing", "1", "small", "2"));
        var transaction = log.beginSnapshot();
        transaction.put("growing", new byte[ShardClients.LARGEST_FACT]);
        transaction.complete(FORMAT, 2);
        transaction.commit();
      }
      assertThat(found()).isEmpty();
    }
  }

  /** Each goes red if its flaw is not looked for. */
  @Nested
  class Believing {
    @Test
    void notOneThatIsHalfWritten() {
      try (var log = opened()) {
        take(log, Map.of("one", "1"));
        var transaction = log.beginSnapshot();
        transaction.put("one", "changed".getBytes(UTF_8));
        transaction.commit();
      }
      assertThat(found()).isEmpty();
    }

    @Test
    void notPartsOfATransactionThatWasNeverCommitted() {
      try (var log = opened()) {
        take(log, Map.of("one", "1"));
        var transaction = log.beginSnapshot();
        transaction.put("one", "2".getBytes(UTF_8));
        transaction.complete(FORMAT, 1);
        eventually(() -> topics.snapshotEnd(SHARD) >= 5);
      }
      assertThat(texts(found().orElseThrow())).isEqualTo(Map.of("one", "1"));
    }

    @Test
    void notOneOfAnotherFormatAndNothingOfItStays() {
      try (var log = opened()) {
        take(log, Map.of("one", "1", "two", "2"));
      }
      try (var log = topics.open(SHARD)) {
        log.fence();
        assertThat(log.snapshot("toy-2")).isEmpty();
        log.read(null, (fact, location) -> {});
        var transaction = log.beginSnapshot();
        transaction.put("two", "zwei".getBytes(UTF_8));
        transaction.complete("toy-2", 1);
        transaction.commit();

        assertThat(found()).isEmpty();
      }
      try (var log = topics.open(SHARD)) {
        log.fence();
        assertThat(texts(log.snapshot("toy-2").orElseThrow())).isEqualTo(Map.of("two", "zwei"));
      }
    }

    @Test
    void notOneThatLacksAPart() {
      try (var log = opened()) {
        take(log, Map.of("one", "1", "two", "2"));
      }
      writeToSnapshots("part/two", null);
      assertThat(found()).isEmpty();
      writeToSnapshots("part/one", null);
      assertThat(found()).as("and not one that lacks all its parts").isEmpty();
    }

    @Test
    void notOneWhoseMarkerSaysNothing() {
      try (var log = opened()) {
        take(log, Map.of("one", "1"));
      }
      writeToSnapshots(SnapshotPartition.MARKER, "{\"format\": \"toy-1\"}".getBytes(UTF_8));
      assertThat(found()).isEmpty();
    }

    @Test
    void notOneOfFactsWhoseTopicWasCreatedAnew() throws Exception {
      try (var log = opened()) {
        append(log, "a");
        take(log, Map.of("one", "1"));
      }
      topics.delete(topics.names.of(Topic.DECKS));
      topics.createWhatIsMissing();
      try (var log = opened()) {
        append(log, "x", "y", "z");
      }
      assertThat(found()).isEmpty();
    }

    @Test
    void notOneOfFactsBehindWhichSomeAreGone() throws Exception {
      try (var log = opened()) {
        append(log, "a");
        take(log, Map.of("one", "1"));
        append(log, "b", "c");
      }
      deleteBefore(4);
      assertThat(found()).isEmpty();
    }

    @Test
    void theSnapshotsTopicMayBeDeleted() throws Exception {
      try (var log = opened()) {
        append(log, "a");
        take(log, Map.of("one", "1"));
      }
      topics.delete(topics.names.commandSnapshots());

      assertThat(found()).isEmpty();
      eventually(
          () -> topics.admin.listTopics().names().get().contains(topics.names.commandSnapshots()));
      try (var log = opened()) {
        take(log, Map.of("one", "I"));
      }
      assertThat(texts(found().orElseThrow())).isEqualTo(Map.of("one", "I"));
    }
  }

  @Nested
  class OfALogWhoseBeginningIsDeleted {
    @Test
    void standsForWhatIsGone() throws Exception {
      try (var log = opened()) {
        append(log, "a");
        take(log, Map.of("one", "1"));
        append(log, "b");
      }
      deleteBefore(1);

      try (var log = topics.open(SHARD)) {
        log.fence();
        assertThat(restored(log, log.snapshot(FORMAT).orElseThrow())).containsExactly("b");
      }
    }

    @Test
    void isWantedBeforeTheShardOpens() throws Exception {
      try (var log = opened()) {
        append(log, "a");
        append(log, "b");
      }
      deleteBefore(2);

      try (var log = topics.open(SHARD)) {
        log.fence();
        assertThat(log.snapshot(FORMAT)).isEmpty();
        assertThatThrownBy(() -> restored(log, null))
            .hasMessageContaining(topics.names.of(Topic.DECKS))
            .hasMessageContaining("deleted");
      }
    }
  }

  private void deleteBefore(long offset) throws Exception {
    var decks = new TopicPartition(topics.names.of(Topic.DECKS), SHARD);
    topics.admin.deleteRecords(Map.of(decks, RecordsToDelete.beforeOffset(offset))).all().get();
  }

  @Test
  void isTheSameOnceItsReplacedPartsAreCompactedAway() throws Exception {
    compactSoon();
    try (var log = opened()) {
      IntStream.range(0, 20)
          .forEach(i -> take(log, Map.of("same", "1", "changing", Integer.toString(i))));
      var transaction = log.beginSnapshot();
      transaction.remove("same");
      transaction.complete(FORMAT, 1);
      transaction.commit();

      await()
          .atMost(Duration.ofMinutes(1))
          .until(
              () -> {
                append(log, "a");
                take(log, Map.of("changing", "last"), 1);
                return topics.snapshotRecords().getFirst().offset() > 20;
              });
    }
    assertThat(texts(found().orElseThrow())).isEqualTo(Map.of("changing", "last"));
  }

  private void compactSoon() throws Exception {
    var settings =
        Map.of(
            "segment.ms", "200", "min.cleanable.dirty.ratio", "0.01", "delete.retention.ms", "0");
    topics
        .admin
        .incrementalAlterConfigs(
            Map.of(
                new ConfigResource(ConfigResource.Type.TOPIC, topics.names.commandSnapshots()),
                settings.entrySet().stream()
                    .map(entry -> new ConfigEntry(entry.getKey(), entry.getValue()))
                    .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
                    .toList()))
        .all()
        .get();
  }

  /** With nothing believed. */
  private KafkaShardLog opened() {
    var log = topics.open(SHARD);
    log.fence();
    log.snapshot("none");
    log.read(null, (fact, location) -> {});
    return log;
  }

  private Optional<Snapshot> found() {
    try (var log = topics.open(SHARD)) {
      log.fence();
      return log.snapshot(FORMAT);
    }
  }

  private static void append(ShardLog<Recorded> log, String... commands) {
    var transaction = log.begin();
    List.of(commands).forEach(command -> transaction.append(fact(command, DECK, 1)));
    transaction.commit();
  }

  private static void take(ShardLog<Recorded> log, Map<String, String> parts) {
    take(log, parts, parts.size());
  }

  private static void take(ShardLog<Recorded> log, Map<String, String> parts, int howMany) {
    var transaction = log.beginSnapshot();
    parts.forEach((key, content) -> transaction.put(key, content.getBytes(UTF_8)));
    transaction.complete(FORMAT, howMany);
    transaction.commit();
  }

  private void writeToSnapshots(String key, byte[] value) {
    try (var stranger = topics.stranger()) {
      stranger.initTransactions();
      stranger.beginTransaction();
      stranger.send(new ProducerRecord<>(topics.names.commandSnapshots(), SHARD, key, value));
      stranger.flush();
      stranger.commitTransaction();
    }
  }

  private static List<String> restored(ShardLog<Recorded> log, Snapshot behind) {
    var commands = new ArrayList<String>();
    log.read(behind, (fact, location) -> commands.add(TestLog.command(fact)));
    return commands;
  }

  private static Map<String, String> texts(Snapshot snapshot) {
    var texts = new HashMap<String, String>();
    snapshot.parts().forEach((key, content) -> texts.put(key, new String(content, UTF_8)));
    return texts;
  }
}
