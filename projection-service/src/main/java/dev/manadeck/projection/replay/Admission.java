package dev.manadeck.projection.replay;

import dev.manadeck.projection.log.LogReader;
import dev.manadeck.projection.log.LogTruncatedException;
import dev.manadeck.projection.replay.Replay.Kind;
import dev.manadeck.projection.replay.Replay.Order;
import dev.manadeck.projection.replay.Replays.ConflictException;
import dev.manadeck.projection.runtime.LogPartition;
import dev.manadeck.projection.runtime.ParkedEventQueries;
import dev.manadeck.projection.runtime.Projection;
import java.util.function.Supplier;

/** Turns orders away that cannot be carried out as things are. */
final class Admission {
  private final Supplier<LogReader> readers;
  private final GenerationStore generations;
  private final ParkedEventQueries parkedEvents;

  Admission(
      Supplier<LogReader> readers, GenerationStore generations, ParkedEventQueries parkedEvents) {
    this.readers = readers;
    this.generations = generations;
    this.parkedEvents = parkedEvents;
  }

  /**
   * @throws ConflictException that says why it cannot be done
   */
  void refuseWhatCannotBe(Order order, Projection projection) {
    refuseTruncatedLog(projection);
    if (order.kind() == Kind.ROLLBACK && generations.kept(projection.name()).isEmpty()) {
      throw new ConflictException(
          "There are no earlier tables of %s to go back to".formatted(projection.name()));
    }
    if (order.asOf() instanceof AsOf.AtOffsets at) {
      refusePartitions(at, projection);
    }
    var scope = order.scope();
    if (scope != null) {
      refuseScope(scope, projection);
    }
  }

  private void refuseTruncatedLog(Projection projection) {
    try (var reader = readers.get()) {
      var truncated = reader.truncated(projection.topics());
      if (!truncated.isEmpty()) {
        throw new ConflictException(LogTruncatedException.messageOf(truncated));
      }
    }
  }

  private void refusePartitions(AsOf.AtOffsets asOf, Projection projection) {
    try (var reader = readers.get()) {
      var partitions =
          reader.ends(projection.topics()).keySet().stream().map(LogPartition::toString).toList();
      for (var partition : asOf.offsets().keySet()) {
        if (!partitions.contains(partition)) {
          throw new ConflictException(
              "%s does not read %s: its partitions are %s"
                  .formatted(projection.name(), partition, String.join(", ", partitions)));
        }
      }
    }
  }

  private void refuseScope(Scope scope, Projection projection) {
    for (var table : projection.allTables()) {
      if (!table.columnNames().contains(scope.column())) {
        throw new ConflictException(
            "Rows of %s in %s do not know their %s: this part cannot be replayed alone"
                .formatted(table.name(), projection.name(), scope.column()));
      }
    }
    if (parkedEvents.countByProjection().getOrDefault(projection.name(), 0L) > 0) {
      throw new ConflictException(
          "Events of %s are parked: retry or skip them before a part of it is replayed"
              .formatted(projection.name()));
    }
  }
}
