package dev.manadeck.command.kafka;

import static dev.manadeck.command.kafka.Touches.fact;
import static dev.manadeck.command.shard.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.manadeck.command.shard.Gate;
import dev.manadeck.command.shard.Location;
import dev.manadeck.command.shard.ShardLog;
import dev.manadeck.events.CardId;
import dev.manadeck.events.CommandId;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.Envelope;
import dev.manadeck.events.EventId;
import dev.manadeck.events.LearnerEvent.ProfileChanged;
import dev.manadeck.events.Mark;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.ReviewEvent.CardMarked;
import dev.manadeck.events.Topic;
import dev.manadeck.events.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class KafkaShardLogTest {
  private static final int SHARD = 1;
  private static final DeckId DECK = DeckId.of("0199a1b2-c3d4-7e5f-8a6b-000000000d01");
  private static final CardId CARD = CardId.of("0199a1b2-c3d4-7e5f-8a6b-000000000c01");
  private static final UserId LEARNER = new UserId("learner");
  private static final int PRODUCERS = 3;

  private final TestLog topics = new TestLog(2);

  @AfterEach
  void close() {
    topics.close();
  }

  @Nested
  class Fencing {
    @Test
    void ofTwoThatBelieveToOwnAShardOnlyTheLaterCanAppend() {
      try (var first = topics.open(SHARD);
          var second = topics.open(SHARD)) {
        first.fence();
        append(first, "committed");
        var open = first.begin();
        open.append(fact("left-open", DECK, 2));
        awaitWritten(3);

        second.fence();

        assertThatThrownBy(open::commit).isInstanceOf(RuntimeException.class);
        for (var producer = 0; producer < PRODUCERS; producer++) {
          assertThatThrownBy(() -> append(first, "too-late")).isInstanceOf(RuntimeException.class);
        }
        assertThat(topics.restored(second)).containsExactly("committed");
        append(second, "next");
        assertThat(topics.commands(Topic.DECKS)).containsExactly("committed", "next");
      }
    }

    @Test
    void ofTwoThatFenceAtOnceOnlyOneCanAppendAfterTheOtherHasRead() throws Exception {
      for (var slow = 0; slow < PRODUCERS; slow++) {
        var held = new Gate();
        held.hold();
        try (var overtaken = topics.open(SHARD, holding(slow, held));
            var overtaking = topics.open(SHARD)) {
          var fencing = CompletableFuture.runAsync(overtaken::fence);
          held.awaitArrival();
          overtaking.fence();
          append(overtaking, "before " + slow);

          held.open();
          fencing.join();
          var known = topics.restored(overtaken);

          var appended = new ArrayList<String>();
          tryToAppend(overtaken, "overtaken " + slow, appended);
          tryToAppend(overtaking, "overtaking " + slow, appended);
          assertThat(known).as("producer %d is slow", slow).contains("before " + slow);
          assertThat(appended).as("producer %d is slow", slow).hasSizeLessThan(2);
        }
      }
    }

    @Test
    void theSameOwnerCanFenceItselfAndGoOn() {
      try (var before = topics.open(SHARD)) {
        before.fence();
        before.begin().append(fact("left-open", DECK, 1));
      }
      try (var after = topics.open(SHARD)) {
        after.fence();
        assertThat(topics.restored(after)).isEmpty();
        append(after, "next");
      }
      assertThat(topics.commands(Topic.DECKS)).containsExactly("next");
    }

    private void tryToAppend(ShardLog<Recorded> log, String command, List<String> appended) {
      try {
        append(log, command);
        appended.add(command);
      } catch (RuntimeException e) {
        assertThat(topics.commands(Topic.DECKS)).doesNotContain(command);
      }
    }

    private UnaryOperator<List<Producer<String, byte[]>>> holding(int slow, Gate gate) {
      return producers -> {
        var disturbed = new ArrayList<>(producers);
        disturbed.set(
            slow, Disturbed.producer(producers.get(slow), "initTransactions", gate::pass));
        return disturbed;
      };
    }
  }

  @Nested
  class Appending {
    @Test
    void factsOfOneTransactionAppearTogether() {
      try (var log = topics.open(SHARD)) {
        log.fence();
        var transaction = log.begin();
        transaction.append(fact("a", DECK, 1));
        transaction.append(fact("b", DECK, 2));
        transaction.append(markedCard("c"));
        awaitWritten(2);
        eventually(() -> topics.end(Topic.REVIEWS, SHARD) == 1);

        assertThat(topics.commands(Topic.DECKS)).isEmpty();
        assertThat(topics.commands(Topic.REVIEWS)).isEmpty();
        transaction.commit();

        assertThat(topics.restored(log)).containsExactly("a", "b", "c");
        assertThat(topics.commands(Topic.DECKS)).containsExactly("a", "b");
        assertThat(topics.commands(Topic.REVIEWS)).containsExactly("c");
      }
    }

    @Test
    void committedFactsKnowWhereTheyStand() {
      try (var log = topics.open(SHARD)) {
        log.fence();
        var transaction = log.begin();
        var locations =
            List.of(
                transaction.append(fact("a", DECK, 1)),
                transaction.append(markedCard("b")),
                transaction.append(fact("c", DECK, 2)));

        assertThatThrownBy(() -> locations.getFirst().offset())
            .isInstanceOf(IllegalStateException.class);
        transaction.commit();

        assertThat(locations)
            .extracting(Location::topic, Location::partition, Location::offset)
            .containsExactly(
                tuple("decks", SHARD, 0L), tuple("reviews", SHARD, 0L), tuple("decks", SHARD, 1L));
        assertThat(topics.restoredLocations(log))
            .extracting(Location::topic, Location::partition, Location::offset)
            .containsExactly(
                tuple("decks", SHARD, 0L), tuple("decks", SHARD, 1L), tuple("reviews", SHARD, 0L));
      }
    }

    @Test
    void producersAreUsedInTurn() throws Exception {
      try (var log = topics.open(SHARD)) {
        log.fence();
        for (var i = 0; i < PRODUCERS; i++) {
          append(log, "c" + i);
          assertThat(topics.producersThatWrote(Topic.DECKS, SHARD)).isEqualTo(i + 1);
        }
        append(log, "last");
        assertThat(topics.producersThatWrote(Topic.DECKS, SHARD)).isEqualTo(PRODUCERS);
      }
      assertThat(topics.commands(Topic.DECKS)).containsExactly("c0", "c1", "c2", "last");
    }

    /** A producer's commit can overtake what the producer has taken but not sent yet. */
    @Test
    void nothingIsCommittedBeforeAllOfItIsWritten() {
      var calls = new ArrayList<String>();
      try (var log = topics.open(SHARD, telling(calls, "send", "flush", "commitTransaction"))) {
        log.fence();
        append(log, "a", "b");
        assertThat(calls).containsExactly("send", "send", "flush", "commitTransaction");

        calls.clear();
        var snapshot = log.beginSnapshot();
        snapshot.put("part", new byte[1]);
        snapshot.commit();
        assertThat(calls).containsExactly("send", "flush", "commitTransaction");
      }
    }

    private UnaryOperator<List<Producer<String, byte[]>>> telling(
        List<String> calls, String... methods) {
      return producers ->
          producers.stream().map(producer -> telling(calls, producer, methods)).toList();
    }

    private Producer<String, byte[]> telling(
        List<String> calls, Producer<String, byte[]> producer, String... methods) {
      var telling = producer;
      for (var method : methods) {
        telling = Disturbed.producer(telling, method, () -> calls.add(method));
      }
      return telling;
    }

    @Test
    void aFactOfSeveralMegabytesIsAFactLikeAnyOther() {
      try (var log = topics.open(SHARD)) {
        log.fence();
        var transaction = log.begin();
        transaction.append(profileOf("x".repeat(3_000_000)));
        transaction.commit();
        assertThat(topics.restored(log)).containsExactly("profile");
      }
    }
  }

  @Nested
  class Reading {
    @Test
    void anEmptyLogIsReadAtOnce() {
      try (var log = topics.open(SHARD)) {
        log.fence();
        assertThat(topics.restored(log)).isEmpty();
      }
    }

    @Test
    void factsOfOtherShardsAreNotRead() {
      try (var log = topics.open(SHARD);
          var other = topics.open(0)) {
        log.fence();
        other.fence();
        append(other, "other's");
        append(log, "own");
        assertThat(topics.restored(log)).containsExactly("own");
      }
    }

    @Test
    void committedFactsAreReadToTheLastAndAbortedOnesAreNot() {
      for (var generation = 0; generation < 3; generation++) {
        try (var log = topics.open(SHARD)) {
          log.fence();
          append(log, "kept " + generation);
          var transaction = log.begin();
          transaction.append(fact("aborted " + generation, DECK, 9));
          awaitWritten(4L * generation + 3);
        }
      }
      try (var log = topics.open(SHARD)) {
        log.fence();
        assertThat(topics.restored(log)).containsExactly("kept 0", "kept 1", "kept 2");
        append(log, "last");
        assertThat(topics.restored(log)).containsExactly("kept 0", "kept 1", "kept 2", "last");
      }
    }

    @Test
    void ownFactsAreReadThoughAStrangersOpenTransactionStandsBeforeThem() {
      try (var stranger = topics.stranger();
          var log = topics.open(SHARD)) {
        stranger.initTransactions();
        stranger.beginTransaction();
        stranger.send(stray("stray"));
        stranger.flush();
        log.fence();
        append(log, "own");

        var reading = CompletableFuture.supplyAsync(() -> topics.restored(log));
        assertThat(topics.commands(Topic.DECKS)).isEmpty();
        assertThat(reading).isNotDone();
        stranger.abortTransaction();

        assertThat(reading.join()).containsExactly("own");
      }
    }

    @Test
    void whatCannotBeReadIsPassedOver() {
      try (var stranger = topics.stranger();
          var log = topics.open(SHARD)) {
        log.fence();
        append(log, "before");
        stranger.initTransactions();
        stranger.beginTransaction();
        stranger.send(stray("not a fact"));
        stranger.send(new ProducerRecord<>(topics.names.of(Topic.DECKS), SHARD, null, null));
        stranger.flush();
        stranger.commitTransaction();
        append(log, "after");

        assertThat(topics.restored(log)).containsExactly("before", "after");
      }
    }

    private ProducerRecord<String, byte[]> stray(String text) {
      return new ProducerRecord<>(
          topics.names.of(Topic.DECKS), SHARD, "key", text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void append(ShardLog<Recorded> log, String... commands) {
    var transaction = log.begin();
    Arrays.stream(commands).forEach(command -> transaction.append(fact(command, DECK, 1)));
    transaction.commit();
  }

  private void awaitWritten(long records) {
    eventually(() -> topics.end(Topic.DECKS, SHARD) == records);
  }

  private static Recorded markedCard(String command) {
    return new Recorded(
        envelope(command), new CardMarked(DECK, CARD, LEARNER, Mark.FAVORITE, true, Instant.EPOCH));
  }

  private static Recorded profileOf(String displayName) {
    return new Recorded(
        envelope("profile"),
        new ProfileChanged(LEARNER, displayName, ZoneOffset.UTC, 4, true, Instant.EPOCH));
  }

  private static Envelope envelope(String command) {
    return new Envelope(
        new EventId(UUID.randomUUID()), LEARNER, new CommandId(command), null, 1, null);
  }
}
