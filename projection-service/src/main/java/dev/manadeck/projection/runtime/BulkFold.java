package dev.manadeck.projection.runtime;

import dev.manadeck.events.Sequenced;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Many events folded from nothing, in memory, for one load of a generation. As in a batch, an event
 * changes the rows of all tables or, if any projector fails, of none, and is parked then, like
 * every later one of its key. Single-threaded; for one use.
 */
public final class BulkFold {
  /** More or less what an event takes that went into rows, unless a projector says more. */
  public static final int BYTES_OF_EVENT = 240;

  private final List<BulkTable<?, ?>> tables = new ArrayList<>();
  private final Set<LogRecord.QueueKey> queues = new HashSet<>();
  private final List<ParkedRecord> parked = new ArrayList<>();
  private long appliedBytes;
  private long parkedSize;

  public BulkFold(List<TableFold<?, ?>> tables) {
    tables.forEach(table -> this.tables.add(new BulkTable<>(table)));
  }

  /** Must come in the order of their offsets, as far as their keys are the same. */
  public void add(ReadRecord read) {
    if (isHeldUp(read.record())) {
      park(ParkedRecord.waiting(read));
      return;
    }
    var failure = read.failure() == null ? apply(read) : read.failure();
    if (failure != null) {
      park(ParkedRecord.failed(read, failure));
      read.record().queueKey().ifPresent(queues::add);
    }
  }

  private void park(ParkedRecord record) {
    parked.add(record);
    parkedSize += 1 + record.read().record().size() / BYTES_OF_EVENT;
  }

  /** In the order in which they came. */
  public List<ParkedRecord> parked() {
    return parked;
  }

  /** The memory that is taken, in events that went into rows. */
  public long size() {
    return appliedBytes / BYTES_OF_EVENT + parkedSize;
  }

  /** The part of it that parked records take, which are kept whole. */
  public long parkedSize() {
    return parkedSize;
  }

  /** Writes all rows; what the database refuses ends in an exception. */
  public void load(GenerationLoad load) {
    tables.forEach(table -> table.load(load));
  }

  private boolean isHeldUp(LogRecord record) {
    return !queues.isEmpty() && record.queueKey().filter(queues::contains).isPresent();
  }

  private @Nullable RuntimeException apply(ReadRecord read) {
    var event = Objects.requireNonNull(read.event());
    try {
      for (var table : tables) {
        table.stage(event);
      }
    } catch (RuntimeException e) {
      tables.forEach(BulkTable::discard);
      return e;
    }
    for (var table : tables) {
      table.keep();
    }
    appliedBytes += heldBytes(event, read.record().size());
    return null;
  }

  private int heldBytes(Sequenced event, int recordSize) {
    int most = 0;
    for (var table : tables) {
      most = Math.max(most, table.projector.heldBytes(event, recordSize));
    }
    return most;
  }

  private static final class BulkTable<K extends Comparable<K>, R> {
    private final Projector<K, R> projector;
    private final RowStore<K, R> store;
    private final Map<K, R> rows = new HashMap<>();
    private final List<K> stagedKeys = new ArrayList<>();
    private final List<@Nullable R> staged = new ArrayList<>();

    BulkTable(TableFold<K, R> table) {
      projector = table.projector();
      store = table.store();
    }

    void stage(Sequenced event) {
      for (var key : projector.keys(event)) {
        var before = rows.get(key);
        var after = projector.fold(key, before, event);
        if (after != before) {
          stagedKeys.add(key);
          staged.add(after);
        }
      }
    }

    void keep() {
      for (int i = 0; i < staged.size(); i++) {
        var row = staged.get(i);
        if (row == null) {
          rows.remove(stagedKeys.get(i));
        } else {
          rows.put(stagedKeys.get(i), row);
        }
      }
      discard();
    }

    void discard() {
      stagedKeys.clear();
      staged.clear();
    }

    void load(GenerationLoad load) {
      if (!rows.isEmpty()) {
        store.load(load, rows);
      }
    }
  }
}
