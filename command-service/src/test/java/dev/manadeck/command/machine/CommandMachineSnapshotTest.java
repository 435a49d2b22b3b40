package dev.manadeck.command.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manadeck.command.recent.RecentMemory;
import dev.manadeck.events.EventId;
import dev.manadeck.events.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/** Goes red if a change of anything that a machine knows does not get into the next snapshot. */
@ParameterizedClass(name = "seed {0}, a command every {1}")
@CsvSource({"1, PT1S", "2, PT17M", "3, PT17M", "4, PT6H", "5, PT6H", "6, PT1M"})
class CommandMachineSnapshotTest {
  private static final int COMMANDS = 900;
  private static final int PROBES = 150;
  private static final List<Topic> ORDER = List.of(Topic.values());

  @Parameter(0)
  private long seed;

  @Parameter(1)
  private Duration pace;

  /** What was given now and then is, all together, what a machine gives that never gave any. */
  @Test
  void partsThatWereGivenInTurnAreThoseOfAMachineThatReadTheWholeLog() {
    var random = new Random(seed);
    var walk = new RandomWalk(seed, pace);
    var live = new LoggedMachine();
    var kept = new KeptParts();
    for (var i = 0; i < COMMANDS; i++) {
      live.run(walk.next());
      if (random.nextInt(40) == 0) {
        kept.take(live.machine(), 1 + random.nextInt(30));

        assertThat(kept.texts())
            .as("seed %d, command %d", seed, i)
            .isEqualTo(KeptParts.ofAll(live.restored(ORDER)).texts());
        assertThat(live.machine().parts()).isEqualTo(kept.size());
      }
    }
  }

  @Test
  void saysTheSameAfterRestartsWithSnapshotsAndWithout() {
    var random = new Random(seed);
    var walk = new RandomWalk(seed, pace);
    var restarted = new LoggedMachine();
    var uninterrupted = new LoggedMachine();
    var kept = new KeptParts();
    var from = Map.<Topic, Integer>of();
    for (var i = 0; i < COMMANDS; i++) {
      var command = walk.next();
      restarted.run(command);
      uninterrupted.run(command);
      switch (random.nextInt(60)) {
        case 0 -> {
          kept.take(restarted.machine(), 20);
          from = restarted.ends();
        }
        case 1 -> restarted.goOnWith(restarted.restored(ORDER, kept, from));
        default -> {}
      }
    }
    var probes = IntStream.range(0, PROBES).mapToObj(_ -> walk.next()).toList();

    assertThat(ORDER)
        .allSatisfy(
            topic ->
                assertThat(restarted.facts(topic))
                    .as("seed %d: the log", seed)
                    .isEqualTo(uninterrupted.facts(topic)));
    SameAnswers.assertSameDecisions(
        restarted.machine(),
        uninterrupted.machine(),
        Stream.concat(walk.given().stream(), probes.stream()),
        "seed %d".formatted(seed));
    assertThat(KeptParts.ofAll(restarted.restored(ORDER, kept, from)).size())
        .as("the tail alone changed less")
        .isLessThan(KeptParts.ofAll(uninterrupted.restored(ORDER)).size());
  }

  @Test
  void takesNoPartThatIsNoneOfItsOwn() {
    var machine = new CommandMachine(() -> new EventId(new UUID(0, 0)), new RecentMemory(1 << 24));

    assertThatThrownBy(() -> machine.restore("templates/1", new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> machine.restore("learners/anna", new byte[3]))
        .isInstanceOf(RuntimeException.class);
  }
}
