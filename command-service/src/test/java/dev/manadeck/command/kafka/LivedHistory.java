package dev.manadeck.command.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.command.machine.Answer;
import dev.manadeck.command.machine.Command;
import dev.manadeck.command.machine.CommandMachine;
import dev.manadeck.command.recent.RecentMemory;
import dev.manadeck.command.shard.Chronicle;
import dev.manadeck.command.shard.Outcome;
import dev.manadeck.command.shard.ShardHost;
import dev.manadeck.command.shard.ShardLimits;
import dev.manadeck.events.EventId;
import dev.manadeck.events.Recorded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/** Random commands to one shard on the real log, which stops and restores now and then. */
final class LivedHistory implements AutoCloseable {
  private static final int SHARD = 0;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int COMMANDS = 400;
  private static final int TOGETHER = 25;

  final TestLog log = new TestLog(1);
  final List<Command> commands;
  final List<Outcome<Answer>> outcomes = new ArrayList<>();
  private final RandomCommands further;
  private final AtomicReference<CommandMachine> last = new AtomicReference<>();
  private final ShardHost<Command, Recorded, Answer> host =
      new ShardHost<>(
          log::open,
          this::newMachine,
          new Chronicle(),
          Command::bytes,
          new ShardLimits(100, 1_000, 10, Duration.ofMillis(1), 50, PATIENCE, PATIENCE));

  LivedHistory(long seed) throws Exception {
    var random = new Random(seed);
    further = new RandomCommands(seed);
    commands = further(COMMANDS);
    try (var clients = Executors.newFixedThreadPool(TOGETHER)) {
      host.open(SHARD, shard -> true);
      for (var from = 0; from < COMMANDS; from += TOGETHER) {
        submit(commands.subList(from, from + TOGETHER), clients);
        if (random.nextInt(5) == 0) {
          stop();
          host.open(SHARD, shard -> true);
        }
      }
      stop();
    }
  }

  private void submit(List<Command> together, ExecutorService clients) throws Exception {
    var submissions =
        together.stream()
            .<Callable<Outcome<Answer>>>map(
                command -> () -> host.submit(SHARD, command, PATIENCE).orElseThrow())
            .toList();
    for (var outcome : clients.invokeAll(submissions)) {
      outcomes.add(outcome.get());
    }
  }

  private void stop() throws InterruptedException {
    assertThat(host.close(host.numbers())).isEmpty();
  }

  private CommandMachine newMachine() {
    var machine = emptyMachine();
    last.set(machine);
    return machine;
  }

  private static CommandMachine emptyMachine() {
    return new CommandMachine(() -> new EventId(UUID.randomUUID()), new RecentMemory(1 << 24));
  }

  /** As it was when the shard was stopped at the end. */
  CommandMachine live() {
    return last.get();
  }

  CommandMachine restored() {
    var machine = emptyMachine();
    try (var reading = log.open(SHARD)) {
      reading.fence();
      reading.read(null, machine::evolve);
    }
    return machine;
  }

  CommandMachine restoredFromSnapshot() {
    var machine = emptyMachine();
    try (var reading = log.open(SHARD)) {
      reading.fence();
      var snapshot = reading.snapshot(machine.snapshotFormat()).orElseThrow();
      snapshot.parts().forEach(machine::restore);
      reading.read(snapshot, machine::evolve);
    }
    return machine;
  }

  /** On the same things. */
  List<Command> further(int howMany) {
    return IntStream.range(0, howMany).mapToObj(_ -> further.next()).toList();
  }

  @Override
  public void close() {
    log.close();
  }
}
