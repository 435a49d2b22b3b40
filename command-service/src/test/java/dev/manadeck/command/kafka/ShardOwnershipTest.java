package dev.manadeck.command.kafka;

import static dev.manadeck.command.shard.Eventually.eventually;
import static dev.manadeck.command.shard.Eventually.eventuallyAsserted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.command.kafka.Touches.Touch;
import dev.manadeck.command.shard.Gate;
import dev.manadeck.command.shard.Outcome;
import dev.manadeck.command.shard.ShardPhase;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.Topic;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class ShardOwnershipTest {
  private static final int SHARDS = 4;
  private static final int FORGOTTEN_COMMITS = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final TestLog log = new TestLog(SHARDS);

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void membersShareTheShardsAndTheDirectoryNamesTheirOwners() throws Exception {
    try (var one = new TestNode(log, "one");
        var two = new TestNode(log, "two")) {
      eventually(() -> one.hasOpen(2) && two.hasOpen(2));

      assertThat(Stream.concat(one.openShards().stream(), two.openShards().stream()))
          .containsExactlyInAnyOrder(0, 1, 2, 3);
      eventuallyAsserted(
          () -> {
            for (var asked : List.of(one, two)) {
              for (var owner : List.of(one, two)) {
                assertThat(owner.openShards())
                    .allSatisfy(
                        shard ->
                            assertThat(asked.directory.ownerOf(shard, PATIENCE))
                                .contains(owner.url));
              }
            }
          });
    }
  }

  @Test
  void noCommandIsLostOrDoubledWhileShardsMoveAndAnswersToCommitsGetLost() throws Exception {
    var nodes = new CopyOnWriteArrayList<TestNode>();
    try (var one = forgetful("one");
        var clients = new TouchingClients(log, SHARDS, nodes)) {
      nodes.add(one);
      awaitFurther(clients, 100);

      try (var two = forgetful("two")) {
        nodes.add(two);
        eventually(() -> one.hasOpen(2) && two.hasOpen(2));
        awaitFurther(clients, 100);

        assertThat(one.leave()).isTrue();
        eventually(() -> two.hasOpen(SHARDS));
        assertThat(one.openShards()).isEmpty();
        awaitFurther(clients, 100);

        clients.stopAndCheckTheLog();
        assertThat(one.chronicle.failures()).isNotEmpty();
        assertThat(two.chronicle.failures()).isNotEmpty();
      }
    }
  }

  private TestNode forgetful(String name) {
    var commits = new AtomicInteger();
    return new TestNode(
        log,
        name,
        UnaryOperator.identity(),
        producers ->
            producers.stream()
                .map(
                    producer ->
                        Disturbed.producerWithAftermath(
                            producer, "commitTransaction", () -> forgetNowAndThen(commits)))
                .toList());
  }

  /** Not for ever: a node that is always opening some shard anew never has all of them open. */
  private static void forgetNowAndThen(AtomicInteger commits) {
    var commit = commits.incrementAndGet();
    if (commit % 20 == 0 && commit <= FORGOTTEN_COMMITS * 20) {
      throw new TimeoutException("The commit's answer got lost");
    }
  }

  @Test
  void aMemberThatLeavesDoesNotLetTheOthersWaitForItsSession() throws Exception {
    try (var one = new TestNode(log, "one");
        var two = new TestNode(log, "two")) {
      eventually(() -> one.hasOpen(2) && two.hasOpen(2));

      assertThat(one.leave()).isTrue();

      assertThat(members()).containsExactly(two.url.toString());
    }
  }

  @Test
  void theNewerOfTwoNodesWithOneUrlHasTheShardsAndTheOlderOneLetsGoOfThemForGood()
      throws Exception {
    try (var older = new TestNode(log, "twin")) {
      eventually(() -> older.hasOpen(SHARDS));
      try (var newer = new TestNode(log, "twin")) {
        eventually(older::hasEnded);

        assertThat(older.host.isMember()).as("healthy").isFalse();
        assertThat(older.host.numbers()).isEmpty();
        eventually(() -> newer.hasOpen(SHARDS));
        assertThat(members()).containsExactly(newer.url.toString());
        assertThat(older.host.submit(2, new Touch("a", deckOf(2)), PATIENCE)).isEmpty();
        assertThat(newer.host.submit(2, new Touch("b", deckOf(2)), PATIENCE))
            .containsInstanceOf(Outcome.Answered.class);
      }
    }
    assertThat(log.commands(Topic.DECKS)).containsExactly("b");
  }

  @Test
  void urlsThatDifferHaveInstanceIdsThatDiffer() {
    assertThat(
            Stream.of("http://a:1", "http://a-1", "http://a_1", "http://a.1", "http://a/3a1")
                .map(URI::create)
                .map(OwnerGroup::instanceId))
        .doesNotHaveDuplicates()
        .contains("http_3a_2f_2fa_3a1");
  }

  @Test
  void aFrozenMemberLosesItsShardsAndNeitherAppendsNorFencesWhenItGoesOn() throws Exception {
    var polling = new Gate();
    try (var frozen =
            new TestNode(
                log,
                "frozen",
                member -> Disturbed.consumer(member, "poll", polling::pass),
                UnaryOperator.identity());
        var other = new TestNode(log, "other");
        var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      eventually(() -> frozen.hasOpen(2) && other.hasOpen(2));
      var shard = frozen.openShards().getFirst();
      var deck = deckOf(shard);
      polling.hold();
      polling.awaitArrival();
      assertThat(frozen.host.submit(shard, new Touch("before", deck), PATIENCE))
          .containsInstanceOf(Outcome.Answered.class);

      eventually(() -> other.hasOpen(SHARDS));
      assertThat(other.host.submit(shard, new Touch("taken over", deck), PATIENCE))
          .containsInstanceOf(Outcome.Answered.class);

      assertThat(frozen.host.submit(shard, new Touch("too late", deck), PATIENCE))
          .containsInstanceOf(Outcome.Interrupted.class);
      var waiting =
          clients.submit(() -> frozen.host.submit(shard, new Touch("waiting", deck), PATIENCE));
      var asked = frozen.timesAsked();
      eventually(() -> frozen.timesAsked() >= asked + 2);
      assertThat(frozen.host.phases()).containsEntry(shard, ShardPhase.BROKEN);
      assertThat(other.host.submit(shard, new Touch("undisturbed", deck), PATIENCE))
          .containsInstanceOf(Outcome.Answered.class);
      assertThat(other.chronicle.failures()).isEmpty();

      polling.open();

      assertThat(waiting.get()).containsInstanceOf(Outcome.Interrupted.class);
      eventually(() -> frozen.hasOpen(2) && other.hasOpen(2));
      assertThat(log.commands(Topic.DECKS)).containsExactly("before", "taken over", "undisturbed");
    }
  }

  @Test
  void aMembershipThatFailsIsBegunAnewWithShardsOpenedAnew() throws Exception {
    var isFailing = new AtomicBoolean();
    try (var node =
        new TestNode(
            log,
            "node",
            member -> Disturbed.consumer(member, "poll", () -> failOnce(isFailing)),
            UnaryOperator.identity())) {
      eventually(() -> node.hasOpen(SHARDS));
      isFailing.set(true);

      eventually(() -> node.chronicle.phases().contains(ShardPhase.CLOSED));
      eventually(() -> node.hasOpen(SHARDS));

      assertThat(Collections.frequency(node.chronicle.phases(), ShardPhase.CLOSED))
          .isEqualTo(SHARDS);
      assertThat(members()).containsExactly(node.url.toString());
      assertThat(node.host.submit(2, new Touch("a", deckOf(2)), PATIENCE))
          .containsInstanceOf(Outcome.Answered.class);
    }
  }

  private static void failOnce(AtomicBoolean isFailing) {
    if (isFailing.getAndSet(false)) {
      throw new GroupAuthorizationException("Not for you");
    }
  }

  @Test
  void manyWhoAskForOwnersAtOnceAskTheGroupButOnce() throws Exception {
    try (var node = new TestNode(log, "node");
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      eventually(() -> node.hasOpen(SHARDS));
      var asking = new Gate();
      var timesAsked = new AtomicInteger();
      asking.hold();
      var directory =
          new ShardDirectory(
              Disturbed.admin(
                  log.admin,
                  "describeConsumerGroups",
                  () -> {
                    timesAsked.incrementAndGet();
                    asking.pass();
                  }),
              OwnerGroup.nameFor(log.names));

      var answers =
          Stream.generate(() -> threads.submit(() -> directory.ownerOf(1, PATIENCE)))
              .limit(50)
              .toList();
      asking.awaitArrival();
      asking.open();

      for (var answer : answers) {
        assertThat(answer.get()).contains(node.url);
      }
      assertThat(timesAsked).hasValueLessThan(answers.size() / 2);
    }
  }

  private static void awaitFurther(TouchingClients clients, int commands) {
    var enough = clients.acknowledged() + commands;
    eventually(() -> clients.acknowledged() >= enough);
  }

  private List<String> members() throws Exception {
    var group = OwnerGroup.nameFor(log.names);
    return log
        .admin
        .describeConsumerGroups(List.of(group))
        .describedGroups()
        .get(group)
        .get()
        .members()
        .stream()
        .map(member -> member.clientId())
        .toList();
  }

  private static DeckId deckOf(int shard) {
    var shards = new Shards(SHARDS);
    return Stream.generate(() -> new DeckId(UUID.randomUUID()))
        .filter(deck -> shards.of(deck.toString()) == shard)
        .findFirst()
        .orElseThrow();
  }
}
