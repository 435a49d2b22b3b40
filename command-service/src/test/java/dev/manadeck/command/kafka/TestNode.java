package dev.manadeck.command.kafka;

import dev.manadeck.command.kafka.Touches.Touch;
import dev.manadeck.command.kafka.Touches.Touched;
import dev.manadeck.command.shard.Chronicle;
import dev.manadeck.command.shard.ShardHost;
import dev.manadeck.command.shard.ShardPhase;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.Topic;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.util.unit.DataSize;

/** A node as the group of shard owners knows it: everything but HTTP. */
final class TestNode implements AutoCloseable {
  /** The shortest that a broker allows unless told otherwise. */
  private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(6);

  private static final Duration HAND_OVER = Duration.ofMillis(500);
  private static final Duration LONG = Duration.ofSeconds(30);

  final URI url;
  final Chronicle chronicle = new Chronicle();
  final ShardHost<Touch, Recorded, Touched> host;
  final ShardDirectory directory;
  private final AtomicInteger timesAsked = new AtomicInteger();
  private final ShardOwnership ownership;
  private final Thread thread;

  TestNode(TestLog log, String name) {
    this(log, name, UnaryOperator.identity(), UnaryOperator.identity());
  }

  TestNode(
      TestLog log,
      String name,
      UnaryOperator<Consumer<?, ?>> disturbed,
      UnaryOperator<List<Producer<String, byte[]>>> disturbedProducers) {
    url = URI.create("http://%s.test:8081".formatted(name));
    var settings =
        new ShardSettings(
            url,
            SESSION_TIMEOUT,
            1_000,
            DataSize.ofMegabytes(1),
            50,
            Duration.ofMillis(4),
            100,
            null,
            HAND_OVER);
    host =
        new ShardHost<>(
            shard -> log.open(shard, disturbedProducers),
            Touches::new,
            chronicle,
            touch -> 1,
            settings.limits());
    directory =
        new ShardDirectory(
            Disturbed.admin(log.admin, "describeConsumerGroups", timesAsked::incrementAndGet),
            OwnerGroup.nameFor(log.names));
    ownership =
        new ShardOwnership(
            () -> disturbed.apply(OwnerGroup.newMember(log.properties, log.names, settings)),
            log.names.of(Topic.DECKS),
            host,
            directory);
    thread = Thread.ofPlatform().name(name).start(ownership);
  }

  int timesAsked() {
    return timesAsked.get();
  }

  boolean hasOpen(int shards) {
    return openShards().size() == shards;
  }

  List<Integer> openShards() {
    var phases = host.phases();
    return phases.keySet().stream().filter(shard -> phases.get(shard) == ShardPhase.OPEN).toList();
  }

  /** Whether it takes no more part in sharing the shards out. */
  boolean hasEnded() {
    return !thread.isAlive();
  }

  /** True if the node gave its shards back in time. */
  boolean leave() throws InterruptedException {
    ownership.leave();
    return thread.join(LONG);
  }

  @Override
  public void close() {
    try {
      leave();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
