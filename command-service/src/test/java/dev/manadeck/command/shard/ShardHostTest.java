package dev.manadeck.command.shard;

import static dev.manadeck.command.shard.Counters.add;
import static dev.manadeck.command.shard.Eventually.eventually;
import static dev.manadeck.command.shard.Eventually.eventuallyAsserted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.command.shard.Counters.Answer;
import dev.manadeck.command.shard.Counters.Command;
import dev.manadeck.command.shard.Counters.Fact;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShardHostTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Map<Integer, SteppedLog<Fact>> logs = new ConcurrentHashMap<>();
  private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
  private ShardHost<Command, Fact, Answer> host = host(LONG);

  private ShardHost<Command, Fact, Answer> host(Duration handOver) {
    return new ShardHost<>(
        shard -> log(shard).open(),
        Counters::new,
        new Chronicle(),
        Counters.WEIGHT,
        new ShardLimits(100, 1_000, 10, Duration.ZERO, 1_000, handOver, handOver));
  }

  private SteppedLog<Fact> log(int shard) {
    return logs.computeIfAbsent(shard, number -> new SteppedLog<>());
  }

  @AfterEach
  void letGo() throws InterruptedException {
    clients.shutdownNow();
    logs.values().forEach(log -> log.committing.open());
    host.close(host.numbers());
    eventuallyAsserted(
        () ->
            assertThat(logs.values())
                .allSatisfy(log -> assertThat(log.unclosed()).as("logs left open").isZero()));
    clients.close();
  }

  @Test
  void decidesForTheShardsThatItOwnsAlone() throws InterruptedException {
    host.open(1, shard -> true);

    assertThat(host.submit(1, add("a", "x", 1), PATIENCE))
        .containsInstanceOf(Outcome.Answered.class);
    assertThat(host.submit(2, add("a", "x", 1), PATIENCE)).isEmpty();
    assertThat(host.owns(1)).isTrue();
    assertThat(host.owns(2)).isFalse();
    assertThat(host.phases()).isEqualTo(Map.of(1, ShardPhase.OPEN));
    assertThat(log(1).committed()).hasSize(1);
    assertThat(log(2).committed()).isEmpty();
  }

  @Test
  void openingAnOpenShardChangesNothing() throws InterruptedException {
    host.open(1, shard -> true);
    host.submit(1, add("a", "x", 1), PATIENCE);

    host.open(1, shard -> true);
    host.submit(1, add("b", "x", 1), PATIENCE);

    assertThat(log(1).fences()).isEqualTo(1);
  }

  @Test
  void closingReturnsWhenTheShardsHaveLetGo() throws InterruptedException {
    host.open(1, shard -> true);
    host.open(2, shard -> true);
    host.submit(1, add("a", "x", 1), PATIENCE);
    host.submit(2, add("a", "x", 1), PATIENCE);

    assertThat(host.close(List.of(1, 2, 3))).isEmpty();

    assertThat(log(1).unclosed()).isZero();
    assertThat(log(2).unclosed()).isZero();
    assertThat(host.numbers()).isEmpty();
    assertThat(host.submit(1, add("b", "x", 1), PATIENCE)).isEmpty();
  }

  @Test
  void aShardThatClosesTooSlowlyIsShutOutByTheNextOneOnTheSameNode() throws Exception {
    host = host(Duration.ofMillis(1));
    host.open(1, shard -> true);
    log(1).committing.hold();
    var slow = clients.submit(() -> host.submit(1, add("slow", "x", 1), PATIENCE));
    log(1).committing.awaitArrival();

    assertThat(host.close(List.of(1))).containsExactly(1);
    host.open(1, shard -> true);
    eventually(() -> host.phases().get(1) == ShardPhase.OPEN);
    log(1).committing.open();

    assertThat(outcome(slow)).containsInstanceOf(Outcome.Interrupted.class);
    assertThat(host.submit(1, add("slow", "x", 1), PATIENCE))
        .containsInstanceOf(Outcome.Answered.class);
    assertThat(log(1).committed()).containsExactly(new Fact("slow", "x", 1));
    assertThat(log(1).fences()).isEqualTo(2);
  }

  @Test
  void aBrokenShardAsksForItselfWhetherItIsStillOwned() throws InterruptedException {
    var asked = ConcurrentHashMap.<Integer>newKeySet();
    host.open(
        7,
        shard -> {
          asked.add(shard);
          return true;
        });
    log(7).failNextAppend();

    host.submit(7, add("a", "x", 1), PATIENCE);
    host.submit(7, add("a", "x", 1), PATIENCE);

    assertThat(asked).containsExactly(7);
  }

  private static <A> Optional<Outcome<A>> outcome(Future<Optional<Outcome<A>>> future)
      throws Exception {
    return future.get(LONG.toSeconds(), TimeUnit.SECONDS);
  }
}
