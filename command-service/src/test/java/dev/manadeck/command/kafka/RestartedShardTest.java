package dev.manadeck.command.kafka;

import static dev.manadeck.command.shard.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.command.machine.Answer;
import dev.manadeck.command.machine.Command;
import dev.manadeck.command.machine.CommandMachine;
import dev.manadeck.command.machine.SameAnswers;
import dev.manadeck.command.recent.RecentMemory;
import dev.manadeck.command.shard.Chronicle;
import dev.manadeck.command.shard.Outcome;
import dev.manadeck.command.shard.ShardHost;
import dev.manadeck.command.shard.ShardLimits;
import dev.manadeck.events.EventId;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands of every kind, one after the other, to a shard on the real log. */
@Timeout(120)
class RestartedShardTest {
  private static final int SHARD = 0;
  private static final int COMMANDS = 250;
  private static final int PROBES = 100;
  private static final int SNAPSHOT_EVERY = 40;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Goes red if a restart forgets, or repeats, or adds anything, with a snapshot or without. */
  @ParameterizedTest
  @ValueSource(longs = {21, 22})
  void writesTheLogOfAnUninterruptedOneAndKnowsWhatThatKnows(long seed) throws Exception {
    try (var restarted = new Run();
        var uninterrupted = new Run()) {
      var commands = commands(seed, COMMANDS + PROBES);
      var given = commands.subList(0, COMMANDS);
      for (var command : given) {
        uninterrupted.submit(command);
      }
      var random = new Random(seed);
      for (var command : given) {
        switch (random.nextInt(30)) {
          case 0 -> restarted.stopAndStart();
          case 1 -> restarted.crashAndStart();
          case 2 -> restarted.startWithoutSnapshot();
          default -> {}
        }
        restarted.submit(command);
      }
      restarted.stopAndStart();

      assertThat(Topic.values())
          .allSatisfy(
              topic ->
                  assertThat(restarted.log.facts(topic))
                      .as("seed %d: %s", seed, topic)
                      .isEqualTo(uninterrupted.log.facts(topic)));
      SameAnswers.assertSameDecisionsOnAnotherLog(
          restarted.machine(),
          uninterrupted.machine(),
          commands.stream(),
          "seed %d".formatted(seed));
      SameAnswers.assertSameDecisions(
          restarted.machine(),
          restarted.machineThatReadsAll(),
          commands.stream(),
          "seed %d, on the same log".formatted(seed));
      assertThat(restarted.chronicles.stream().flatMap(one -> one.restorations().stream()))
          .as("with snapshots")
          .anySatisfy(restoration -> assertThat(restoration.parts()).isPositive())
          .as("with facts behind them")
          .anySatisfy(
              restoration -> {
                assertThat(restoration.parts()).isPositive();
                assertThat(restoration.facts()).isPositive();
              });
    }
  }

  private static List<Command> commands(long seed, int howMany) {
    var commands = new RandomCommands(seed);
    return IntStream.range(0, howMany).mapToObj(_ -> commands.next()).toList();
  }

  private static final class Run implements AutoCloseable {
    final TestLog log = new TestLog(1);
    final List<Chronicle> chronicles = new ArrayList<>();
    private final AtomicReference<CommandMachine> machine = new AtomicReference<>();
    private final List<ShardHost<Command, Recorded, Answer>> crashed = new ArrayList<>();
    private ShardHost<Command, Recorded, Answer> host = start();

    private ShardHost<Command, Recorded, Answer> start() {
      var chronicle = new Chronicle();
      chronicles.add(chronicle);
      var started =
          new ShardHost<>(
              log::open,
              this::newMachine,
              chronicle,
              Command::bytes,
              new ShardLimits(100, 1_000, 10, Duration.ZERO, SNAPSHOT_EVERY, PATIENCE, PATIENCE));
      started.open(SHARD, shard -> true);
      return started;
    }

    /** Event ids are all the same, so that logs can be compared. */
    private CommandMachine newMachine() {
      var made = emptyMachine();
      machine.set(made);
      return made;
    }

    private static CommandMachine emptyMachine() {
      return new CommandMachine(() -> new EventId(new UUID(0, 0)), new RecentMemory(1 << 24));
    }

    CommandMachine machine() {
      eventually(() -> !chronicles.getLast().restorations().isEmpty());
      return machine.get();
    }

    CommandMachine machineThatReadsAll() {
      var made = emptyMachine();
      try (var reading = log.open(SHARD)) {
        reading.fence();
        reading.read(null, made::evolve);
      }
      return made;
    }

    void submit(Command command) throws InterruptedException {
      assertThat(host.submit(SHARD, command, PATIENCE)).containsInstanceOf(Outcome.Answered.class);
    }

    void stopAndStart() throws InterruptedException {
      assertThat(host.close(List.of(SHARD))).isEmpty();
      host = start();
    }

    /** The former owner stands still, and never comes to its end. */
    void crashAndStart() {
      crashed.add(host);
      host = start();
    }

    void startWithoutSnapshot() throws InterruptedException {
      assertThat(host.close(List.of(SHARD))).isEmpty();
      try (var stranger = log.stranger()) {
        stranger.initTransactions();
        stranger.beginTransaction();
        stranger.send(
            new ProducerRecord<>(
                log.names.commandSnapshots(), SHARD, SnapshotPartition.MARKER, null));
        stranger.flush();
        stranger.commitTransaction();
      }
      host = start();
    }

    @Override
    public void close() {
      Stream.concat(crashed.stream(), Stream.of(host)).forEach(Run::close);
      log.close();
    }

    private static void close(ShardHost<?, ?, ?> owner) {
      try {
        owner.close(List.of(SHARD));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
