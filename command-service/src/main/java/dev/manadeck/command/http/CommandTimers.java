package dev.manadeck.command.http;

import dev.manadeck.command.machine.CommandKind;
import dev.manadeck.web.problem.ProblemException;
import dev.manadeck.web.problem.ProblemKind;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Counts and times commands, by their kind and by what became of them. */
@Component
final class CommandTimers {
  private static final String DONE = "done";
  private static final Duration[] BOUNDS =
      Stream.of(2, 5, 10, 20, 35, 50, 100, 250, 1_000, 5_000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterRegistry meters;
  private final Map<CommandKind, Timer> done = new EnumMap<>(CommandKind.class);
  private final Timer passedOn;

  CommandTimers(MeterRegistry meters) {
    this.meters = meters;
    for (var kind : CommandKind.values()) {
      done.put(kind, timer(kind, DONE));
    }
    passedOn =
        Timer.builder("manadeck.command.passed.on")
            .description("Commands that another node decided, from their reading to its answer")
            .serviceLevelObjectives(BOUNDS)
            .register(meters);
  }

  /** A command that was passed on is counted where it was decided. */
  ResponseEntity<byte[]> time(CommandKind kind, Supplier<Response> command) {
    var timing = Timer.start(meters);
    try {
      var response = command.get();
      timing.stop(response.isPassedBack() ? passedOn : Objects.requireNonNull(done.get(kind)));
      return response.entity();
    } catch (ProblemException e) {
      timing.stop(timer(kind, e.problem().kind().name()));
      throw e;
    } catch (RuntimeException e) {
      timing.stop(timer(kind, ProblemKind.INTERNAL_ERROR.name()));
      throw e;
    }
  }

  private Timer timer(CommandKind kind, String outcome) {
    return Timer.builder("manadeck.command.commands")
        .description("Commands by what became of them, from their reading to their answer")
        .tag("kind", kind.name().toLowerCase(Locale.ROOT))
        .tag("outcome", outcome)
        .serviceLevelObjectives(BOUNDS)
        .register(meters);
  }
}
