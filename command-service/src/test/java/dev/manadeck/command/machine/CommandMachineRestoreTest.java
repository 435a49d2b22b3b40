package dev.manadeck.command.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.command.shard.Decision;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.Topic;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

    SameAnswers.assertSameDecisions(
        restored,
        live.machine(),
        Stream.concat(walk.given().stream(), probes.stream()),
        "seed %d".formatted(seed));
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
      SameAnswers.assertSame(live.decide(command), live.decide(command), "seed %d".formatted(seed));
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
