package dev.manadeck.projection.runtime;

import dev.manadeck.events.Sequenced;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One batch, folded in memory: an event changes the rows of all tables or, if any projector fails,
 * of none. Single-threaded; for one use.
 */
final class BatchFold {
  private final List<TableBatch<?, ?>> tables = new ArrayList<>();
  private final Set<LogRecord.QueueKey> parkedBefore;
  private final List<ReadRecord> candidates = new ArrayList<>();
  private final List<ParkedRecord> parked = new ArrayList<>();
  private int appliedCount;

  BatchFold(List<TableFold<?, ?>> tables, Set<LogRecord.QueueKey> parkedBefore) {
    tables.forEach(table -> this.tables.add(new TableBatch<>(table)));
    this.parkedBefore = parkedBefore;
  }

  void fold(JdbcClient db, Generation generation, List<ReadRecord> records) {
    select(records);
    tables.forEach(table -> table.read(db, generation));
    apply();
  }

  void save(JdbcClient db, Generation generation) {
    tables.forEach(table -> table.save(db, generation));
  }

  List<ParkedRecord> parked() {
    return parked;
  }

  int appliedCount() {
    return appliedCount;
  }

  private void select(List<ReadRecord> records) {
    var queues = new HashSet<>(parkedBefore);
    for (var read : records) {
      if (isHeldUp(read, queues)) {
        parked.add(ParkedRecord.waiting(read));
        continue;
      }
      var failure = read.failure();
      if (failure == null) {
        failure = failureOf(read, event -> touch(candidates.size(), event));
      }
      if (failure == null) {
        candidates.add(read);
      } else {
        park(read, failure, queues);
      }
    }
  }

  private void apply() {
    var queues = new HashSet<LogRecord.QueueKey>();
    for (int i = 0; i < candidates.size(); i++) {
      var read = candidates.get(i);
      if (isHeldUp(read, queues)) {
        parked.add(ParkedRecord.waiting(read));
        continue;
      }
      int place = i;
      var failure = failureOf(read, event -> tables.forEach(table -> table.stage(place, event)));
      if (failure == null) {
        tables.forEach(TableBatch::keep);
        appliedCount++;
      } else {
        tables.forEach(TableBatch::discard);
        park(read, failure, queues);
      }
    }
  }

  private void touch(int place, Sequenced event) {
    tables.forEach(table -> table.touch(place, event));
  }

  private void park(ReadRecord read, RuntimeException failure, Set<LogRecord.QueueKey> queues) {
    parked.add(ParkedRecord.failed(read, failure));
    read.record().queueKey().ifPresent(queues::add);
  }

  private static boolean isHeldUp(ReadRecord read, Set<LogRecord.QueueKey> queues) {
    return !queues.isEmpty() && read.record().queueKey().filter(queues::contains).isPresent();
  }

  private static @Nullable RuntimeException failureOf(ReadRecord read, Consumer<Sequenced> step) {
    try {
      step.accept(Objects.requireNonNull(read.event()));
      return null;
    } catch (RuntimeException e) {
      return e;
    }
  }
}
