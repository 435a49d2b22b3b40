package dev.manadeck.command.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.command.machine.Answer;
import dev.manadeck.command.machine.Command;
import dev.manadeck.command.machine.CommandMachine;
import dev.manadeck.command.shard.Chronicle;
import dev.manadeck.command.shard.Decision;
import dev.manadeck.command.shard.Outcome;
import dev.manadeck.command.shard.ShardHost;
import dev.manadeck.command.shard.ShardLimits;
import dev.manadeck.events.DeckEvent;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.EventId;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RestoreTest {
  private static final int SHARD = 0;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int COMMANDS = 400;
  private static final int PROBES = 300;
  private static final int BATCH = 25;
  private static final RecursiveComparisonConfiguration ALL_BUT_WHAT_IS_DRAWN_ANEW =
      RecursiveComparisonConfiguration.builder()
          .withIgnoredFields("answer")
          .withIgnoredFieldsMatchingRegexes(".*envelope\\.id.*")
          .withStrictTypeChecking(true)
          .build();

  private final AtomicReference<CommandMachine> live = new AtomicReference<>();

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void stateAfterRestoreIsTheStateBeforeTheStop(long seed) throws Exception {
    var commands = new RandomCommands(seed);
    var history = IntStream.range(0, COMMANDS).mapToObj(_ -> commands.next()).toList();
    try (var log = new TestLog(1)) {
      var outcomes = run(history, new Random(seed), log);
      var restored = new CommandMachine(RestoreTest::drawn);
      try (var reading = log.open(SHARD)) {
        reading.fence();
        reading.read(restored::evolve);
      }

      var probes = IntStream.range(0, PROBES).mapToObj(_ -> commands.next()).toList();
      assertAlike(restored, live.get(), probes, "new commands, seed %d".formatted(seed));
      assertAlike(restored, live.get(), history, "old commands, seed %d".formatted(seed));
      assertThatOnlyAcceptedCommandsLeftFacts(history, outcomes, log);
      assertVersionsWithoutGapOrRepeat(log);
    }
  }

  /** With a stop and a restore now and then. */
  private List<Outcome<Answer>> run(List<Command> history, Random random, TestLog log)
      throws Exception {
    var outcomes = new ArrayList<Outcome<Answer>>();
    var host =
        new ShardHost<Command, Recorded, Answer>(
            log::open, this::newMachine, new Chronicle(), new ShardLimits(100, 10, PATIENCE));
    try (var clients = Executors.newFixedThreadPool(BATCH)) {
      host.open(SHARD, shard -> true);
      for (var from = 0; from < history.size(); from += BATCH) {
        var together = history.subList(from, Math.min(from + BATCH, history.size()));
        for (var outcome : clients.invokeAll(together.stream().map(submit(host)).toList())) {
          outcomes.add(outcome.get());
        }
        if (random.nextInt(5) == 0) {
          assertThat(host.close(host.numbers())).isEmpty();
          host.open(SHARD, shard -> true);
        }
      }
      assertThat(host.close(host.numbers())).isEmpty();
    }
    return outcomes;
  }

  private static Function<Command, Callable<Outcome<Answer>>> submit(
      ShardHost<Command, Recorded, Answer> host) {
    return command -> () -> host.submit(SHARD, command, PATIENCE).orElseThrow();
  }

  private CommandMachine newMachine() {
    var machine = new CommandMachine(RestoreTest::drawn);
    live.set(machine);
    return machine;
  }

  private static EventId drawn() {
    return new EventId(UUID.randomUUID());
  }

  private static void assertAlike(
      CommandMachine restored, CommandMachine before, List<Command> commands, String what) {
    var accepted = 0;
    for (var command : commands) {
      var decision = before.decide(command);
      accepted += decision instanceof Decision.Append ? 1 : 0;
      assertThat(restored.decide(command))
          .as("%s: %s", what, command)
          .usingRecursiveComparison(ALL_BUT_WHAT_IS_DRAWN_ANEW)
          .isEqualTo(decision);
    }
    assertThat(accepted).as("accepted of %s", what).isPositive();
  }

  private static void assertThatOnlyAcceptedCommandsLeftFacts(
      List<Command> history, List<Outcome<Answer>> outcomes, TestLog log) {
    var inTheLog = new HashSet<String>();
    Arrays.stream(Topic.values()).forEach(topic -> inTheLog.addAll(log.commands(topic)));
    for (var i = 0; i < history.size(); i++) {
      assertThat(outcomes.get(i)).isInstanceOf(Outcome.Answered.class);
      var answer = ((Outcome.Answered<Answer>) outcomes.get(i)).answer();
      if (answer instanceof Answer.Refused) {
        assertThat(inTheLog).doesNotContain(history.get(i).id().value());
      }
      if (answer instanceof Answer.Done done && done.span() != null) {
        assertThat(inTheLog).contains(history.get(i).id().value());
      }
    }
  }

  private static void assertVersionsWithoutGapOrRepeat(TestLog log) {
    var versions = new HashMap<DeckId, Long>();
    for (var fact : log.facts(Topic.DECKS)) {
      var deck = ((DeckEvent) fact.event()).deckId();
      assertThat(fact.envelope().sequence())
          .as("version of deck %s", deck)
          .isEqualTo(versions.merge(deck, 1L, Long::sum));
    }
    assertThat(versions).isNotEmpty();
  }
}
