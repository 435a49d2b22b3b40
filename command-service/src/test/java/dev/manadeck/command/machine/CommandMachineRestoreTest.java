package dev.manadeck.command.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.command.shard.Decision;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.Topic;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a machine knows is what its log says, and no more: it is asked every command again that it
 * ever got, and some that it never got.
 */
@ParameterizedClass(name = "seed {0}, a command every {1}")
@CsvSource({"1, PT1S", "2, PT17M", "3, PT17M", "4, PT6H", "5, PT6H"})
class CommandMachineRestoreTest {
  private static final int COMMANDS = 700;
  private static final int PROBES = 150;

  /** The supplier of the answer is a function; what it would answer, later probes show. */
  private static final RecursiveComparisonConfiguration SAID =
      RecursiveComparisonConfiguration.builder()
          .withIgnoredFields("answer")
          .withStrictTypeChecking(true)
          .build();

  private static final List<Topic> ORDER =
      List.of(Topic.DECKS, Topic.SESSIONS, Topic.REVIEWS, Topic.LEARNERS);

  @Parameter(0)
  private long seed;

  @Parameter(1)
  private Duration pace;

  @Test
  void saysTheSameAfterARestore() {
    var walk = new RandomWalk(seed, pace);
    var live = new LoggedMachine();
    IntStream.range(0, COMMANDS).forEach(_ -> live.run(walk.next()));
    var restored = live.restored(ORDER);
    var probes = IntStream.range(0, PROBES).mapToObj(_ -> walk.next()).toList();

    assertThat(Stream.concat(walk.given().stream(), probes.stream()))
        .allSatisfy(
            command ->
                assertThat(restored.decide(command))
                    .as("seed %d: %s", seed, command)
                    .usingRecursiveComparison(SAID)
                    .isEqualTo(live.decide(command)));
    assertThat(walk.given().stream().map(live::decide).map(CommandMachineRestoreTest::kind))
        .as("what was said")
        .contains(
            Decision.Append.class, Answer.Done.class, Answer.Reviewed.class, Answer.Refused.class);
  }

  @Test
  void saysTheSameTwiceForItIsNotChangedByDeciding() {
    var walk = new RandomWalk(seed, pace);
    var live = new LoggedMachine();
    for (var i = 0; i < COMMANDS / 2; i++) {
      var command = walk.next();
      assertThat(live.decide(command))
          .usingRecursiveComparison(SAID)
          .isEqualTo(live.decide(command));
      live.run(command);
    }
  }

  private static Class<?> kind(Decision<Recorded, Answer> decision) {
    return switch (decision) {
      case Decision.Append<?, ?> append -> append.getClass();
      case Decision.Reply<Recorded, Answer>(var answer) -> answer.getClass();
    };
  }
}
