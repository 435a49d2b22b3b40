package dev.manadeck.command.recent;

import dev.manadeck.command.shard.Location;
import dev.manadeck.command.shard.SnapshotWriter;
import dev.manadeck.command.snapshot.PartReader;
import dev.manadeck.command.snapshot.PartWriter;
import dev.manadeck.command.snapshot.Section;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A recent table that also knows where in the log each entry stands. Offsets are known only after
 * the commit, so the entries of the batch in hand keep their locations until then.
 */
public final class LocatedTable implements Section {
  private static final int FIRST_OFFSET = 0;
  private static final int LAST_OFFSET = 1;
  private static final int SOURCE_OFFSET = 2;
  private static final int NO_OFFSET = -1;
  private static final String BOUNDS = "bounds";

  private record Fresh(Span span, @Nullable Location source) {}

  private final String name;
  private final RecentTable table;
  private final String topic;
  private final boolean sourced;
  private final int ownNumbers;
  private final Map<Long, Fresh> fresh = new LinkedHashMap<>();
  private int partition;
  private boolean used;
  private boolean boundsChanged;

  private LocatedTable(
      String name, String topic, Retention retention, boolean sourced, int numbersPerEntry) {
    this.name = name;
    this.topic = topic;
    this.sourced = sourced;
    this.ownNumbers = sourced ? SOURCE_OFFSET + 1 : LAST_OFFSET + 1;
    this.table = new RecentTable(retention, ownNumbers + numbersPerEntry);
  }

  /**
   * @param name of its parts
   */
  public static LocatedTable of(
      String name, String topic, Retention retention, int numbersPerEntry) {
    return new LocatedTable(name, topic, retention, false, numbersPerEntry);
  }

  /** Of entries that may rest on one more fact, their source. */
  public static LocatedTable withSources(
      String name, String topic, Retention retention, int numbersPerEntry) {
    return new LocatedTable(name, topic, retention, true, numbersPerEntry);
  }

  /** The facts of an entry, first and last. */
  public record Span(Location first, Location last) {}

  /** Something that is remembered. Good until the table changes. */
  public final class Entry {
    private final long row;

    private Entry(long row) {
      this.row = row;
    }

    public Span span() {
      var unsettled = fresh.get(row);
      return unsettled != null
          ? unsettled.span()
          : new Span(at(table.number(row, FIRST_OFFSET)), at(table.number(row, LAST_OFFSET)));
    }

    /** Where the fact stands that {@link #setSource} named. */
    public Optional<Location> source() {
      var unsettled = fresh.get(row);
      if (unsettled != null) {
        return Optional.ofNullable(unsettled.source());
      }
      var offset = sourced ? table.number(row, SOURCE_OFFSET) : NO_OFFSET;
      return offset == NO_OFFSET ? Optional.empty() : Optional.of(at(offset));
    }

    /** Another fact of the same topic, not behind the entry's last one, that tells more of it. */
    public void setSource(Location source) {
      locate(row, new Fresh(span(), source));
    }

    public long number(int column) {
      return table.number(row, ownNumbers + column);
    }

    public void setNumber(int column, long value) {
      table.setNumber(row, ownNumbers + column, value);
    }

    private void extendTo(Location last) {
      locate(row, new Fresh(new Span(span().first(), last), source().orElse(null)));
    }
  }

  public @Nullable Entry find(Key key) {
    var row = table.find(key);
    return row == RecentTable.NONE ? null : new Entry(row);
  }

  private Location at(long offset) {
    return Location.at(topic, partition, offset);
  }

  /**
   * Another fact of an entry that is there already makes it longer.
   *
   * @param numbers of an entry that is new
   */
  public Entry add(Key key, Instant when, Location location, long... numbers) {
    var added = addNew(key, when, location, numbers);
    if (added != null) {
      return added;
    }
    var known = new Entry(table.find(key));
    known.extendTo(location);
    return known;
  }

  /**
   * @return null if the key is there already
   */
  public @Nullable Entry addNew(Key key, Instant when, Location location, long... numbers) {
    settle();
    used = true;
    boundsChanged = true;
    partition = location.partition();
    var row = table.add(key, when);
    if (row == RecentTable.NONE) {
      return null;
    }
    locate(row, new Fresh(new Span(location, location), null));
    var entry = new Entry(row);
    for (var column = 0; column < numbers.length; column++) {
      entry.setNumber(column, numbers[column]);
    }
    return entry;
  }

  private void locate(long row, Fresh entry) {
    if (entry.span().last().isResolved()) {
      fresh.remove(row);
      store(row, entry);
    } else {
      fresh.put(row, entry);
    }
  }

  private void store(long row, Fresh entry) {
    table.setNumber(row, FIRST_OFFSET, entry.span().first().offset());
    table.setNumber(row, LAST_OFFSET, entry.span().last().offset());
    if (sourced) {
      table.setNumber(
          row, SOURCE_OFFSET, entry.source() == null ? NO_OFFSET : entry.source().offset());
    }
  }

  private void settle() {
    var entries = fresh.entrySet().iterator();
    while (entries.hasNext()) {
      var entry = entries.next();
      if (!entry.getValue().span().last().isResolved()) {
        return;
      }
      if (table.remembers(entry.getKey())) {
        store(entry.getKey(), entry.getValue());
      }
      entries.remove();
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int parts() {
    return table.parts() + (used ? 1 : 0);
  }

  @Override
  public boolean writeChanged(SnapshotWriter out) {
    settle();
    if (boundsChanged) {
      var bounds = new PartWriter().small(partition);
      table.writeBounds(bounds);
      out.put(BOUNDS, bounds.toBytes());
      boundsChanged = false;
    }
    return table.writeChanged(out);
  }

  @Override
  public void restore(String key, PartReader content) {
    if (key.equals(BOUNDS)) {
      used = true;
      partition = content.small();
      table.restoreBounds(content);
    } else {
      table.restorePart(content);
    }
  }
}
