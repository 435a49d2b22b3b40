package dev.manadeck.command.kafka;

import static dev.manadeck.command.shard.Eventually.eventually;
import static dev.manadeck.command.shard.Eventually.eventuallyAsserted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manadeck.command.kafka.Touches.Touch;
import dev.manadeck.command.kafka.Touches.Touched;
import dev.manadeck.command.shard.Chronicle;
import dev.manadeck.command.shard.ShardHost;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.Topic;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.util.unit.DataSize;

@Timeout(60)
class ShardNodeTest {
  private static final int SHARDS = 2;
  private static final ShardSettings SETTINGS =
      new ShardSettings(
          URI.create("http://node.test:8081"),
          Duration.ofSeconds(6),
          1_000,
          DataSize.ofMegabytes(1),
          50,
          Duration.ofMillis(4),
          100,
          null,
          Duration.ofSeconds(5));

  private final TestLog log = new TestLog(SHARDS);
  private final ShardHost<Touch, Recorded, Touched> host =
      new ShardHost<>(log::open, Touches::new, new Chronicle(), touch -> 1, SETTINGS.limits());

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void ownsShardsFromItsStartToItsStop() {
    var node = node(SHARDS, log.admin);

    node.start();
    assertThat(node.isRunning()).isTrue();
    eventually(() -> host.numbers().size() == SHARDS);
    node.stop();

    assertThat(node.isRunning()).isFalse();
    assertThat(host.numbers()).isEmpty();
  }

  @Test
  void doesNotStartOnTopicsOfAnotherNumberOfPartitions() {
    var node = node(SHARDS + 1, log.admin);

    eventuallyAsserted(
        () -> assertThatThrownBy(node::start).isInstanceOf(TopicMismatchException.class));

    assertThat(node.isRunning()).isFalse();
  }

  @Test
  void aStartThatWaitsForKafkaCanBeInterrupted() throws InterruptedException {
    try (var nobody = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:1"))) {
      var failure = new AtomicReference<Throwable>();
      var starting = Thread.ofPlatform().unstarted(node(SHARDS, nobody)::start);
      starting.setUncaughtExceptionHandler((_, thrown) -> failure.set(thrown));
      starting.start();
      eventually(() -> starting.getState() == Thread.State.WAITING);

      starting.interrupt();
      starting.join();

      assertThat(failure.get()).isInstanceOf(KafkaException.class);
      nobody.close(Duration.ZERO);
    }
  }

  private ShardNode node(int partitions, Admin admin) {
    return new ShardNode(
        new TopicSetup(admin, log.names, new TopicSettings(log.names.prefix(), partitions, null)),
        () ->
            new ShardOwnership(
                () -> OwnerGroup.newMember(log.properties, log.names, SETTINGS),
                log.names.of(Topic.DECKS),
                host,
                new ShardDirectory(log.admin, OwnerGroup.nameFor(log.names))));
  }
}
