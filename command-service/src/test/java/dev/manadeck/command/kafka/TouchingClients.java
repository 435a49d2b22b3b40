package dev.manadeck.command.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.command.kafka.Touches.Touch;
import dev.manadeck.command.kafka.Touches.Touched;
import dev.manadeck.command.shard.Outcome;
import dev.manadeck.events.DeckEvent;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Clients that send one command after the other, each to whoever owns its shard, and the same
 * command again until it is answered.
 */
final class TouchingClients implements AutoCloseable {
  private static final int CLIENTS = 6;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(10);

  private final TestLog log;
  private final Shards shards;
  private final Collection<TestNode> nodes;
  private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<Void>> clients;
  private volatile boolean isEnough;

  TouchingClients(TestLog log, int shardCount, Collection<TestNode> nodes) {
    this.log = log;
    this.shards = new Shards(shardCount);
    this.nodes = nodes;
    this.clients =
        IntStream.range(0, CLIENTS).mapToObj(client -> threads.submit(() -> run(client))).toList();
  }

  int acknowledged() {
    return acknowledged.size();
  }

  private Void run(int client) throws InterruptedException {
    var decks = IntStream.range(0, 4).mapToObj(i -> new DeckId(UUID.randomUUID())).toList();
    for (var i = 0; !isEnough; i++) {
      var command = new Touch("%d-%d".formatted(client, i), decks.get(i % decks.size()));
      var answer = bring(command);
      assertThat(answer.version()).as("version after %s", command).isEqualTo(i / decks.size() + 1);
      acknowledged.add(command.id());
    }
    return null;
  }

  private Touched bring(Touch command) throws InterruptedException {
    var shard = shards.of(command.deck().toString());
    while (!Thread.interrupted()) {
      for (var node : nodes) {
        var outcome = node.host.submit(shard, command, PATIENCE);
        if (outcome.isPresent() && outcome.get() instanceof Outcome.Answered<Touched>(var answer)) {
          return answer;
        }
      }
      LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
    }
    throw new InterruptedException();
  }

  /** Ends the clients, and looks whether the log holds what they were told, once. */
  void stopAndCheckTheLog() throws Exception {
    isEnough = true;
    for (var client : clients) {
      client.get(60, TimeUnit.SECONDS);
    }
    var facts = log.decidedFacts(Topic.DECKS);
    assertThat(facts)
        .extracting(TestLog::command)
        .containsExactlyInAnyOrderElementsOf(acknowledged);
    assertVersionsWithoutGapOrRepeat(facts);
  }

  private static void assertVersionsWithoutGapOrRepeat(List<Recorded> facts) {
    var versions = new HashMap<DeckId, Long>();
    for (var fact : facts) {
      var deck = ((DeckEvent) fact.event()).deckId();
      assertThat(fact.envelope().sequence())
          .as("version of deck %s", deck)
          .isEqualTo(versions.merge(deck, 1L, Long::sum));
    }
  }

  @Override
  public void close() {
    isEnough = true;
    threads.shutdownNow();
    threads.close();
  }
}
