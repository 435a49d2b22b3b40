package dev.manadeck.command.machine;

import dev.manadeck.command.kafka.RandomCommands;
import dev.manadeck.command.verdict.CommandContext;
import dev.manadeck.events.CommandId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Random commands of which some come again, under the same id or with an id that was another's; so
 * far apart in time that what is remembered for a day or a month is forgotten again and again.
 */
final class RandomWalk {
  private static final int FEW_IDS = 60;

  private final RandomCommands commands;
  private final Random random;
  private final Duration pace;
  private final List<Command> given = new ArrayList<>();
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");

  RandomWalk(long seed, Duration pace) {
    commands = new RandomCommands(seed);
    random = new Random(seed);
    this.pace = pace;
  }

  Command next() {
    now = now.plusSeconds(random.nextLong(2 * pace.toSeconds()));
    var command = given.isEmpty() || random.nextInt(5) > 0 ? commands.next() : again();
    var atPresent =
        new Command(
            random.nextInt(4) == 0 ? oneOfFewIds() : command.id(),
            command.digest(),
            new CommandContext(
                command.context().actor(),
                command.context().isAdmin(),
                now,
                command.context().expectedVersion()),
            null,
            command.request(),
            1);
    given.add(atPresent);
    return atPresent;
  }

  private Command again() {
    return given.get(Math.max(0, given.size() - 1 - random.nextInt(80)));
  }

  private CommandId oneOfFewIds() {
    return new CommandId("again-" + random.nextInt(FEW_IDS));
  }

  List<Command> given() {
    return List.copyOf(given);
  }
}
