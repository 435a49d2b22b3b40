package dev.manadeck.command.http;

import dev.manadeck.command.kafka.LogUnreachableException;
import dev.manadeck.command.kafka.WrittenFacts;
import dev.manadeck.command.recent.LocatedTable.Span;
import dev.manadeck.command.shard.Location;
import dev.manadeck.events.Recorded;
import dev.manadeck.web.problem.Problem;
import dev.manadeck.web.problem.ProblemException;
import dev.manadeck.web.problem.ProblemKind;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** What one answer needs of the log, for as long as its client waits. */
record Recollection(WrittenFacts written, Deadline deadline) {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  List<Recorded> all(Span span) {
    return read(() -> written.all(span, deadline.left()));
  }

  /** The first one and the last one, which may be the same. */
  List<Recorded> ends(Span span) {
    return read(() -> written.ends(span, deadline.left()));
  }

  List<Recorded> at(Location location) {
    return all(new Span(location, location));
  }

  private static List<Recorded> read(Supplier<List<Recorded>> facts) {
    try {
      return facts.get();
    } catch (LogUnreachableException e) {
      throw new ProblemException(
          Problem.of(
                  ProblemKind.UNAVAILABLE,
                  "The command was carried out before, but its answer cannot be read right now")
              .retryAfter(RETRY_AFTER));
    }
  }
}
