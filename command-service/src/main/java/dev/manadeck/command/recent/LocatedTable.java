package dev.manadeck.command.recent;

import dev.manadeck.command.shard.Location;
import dev.manadeck.command.shard.SnapshotWriter;
import dev.manadeck.command.snapshot.PartReader;
import dev.manadeck.command.snapshot.PartWriter;
import dev.manadeck.command.snapshot.Section;
import java.time.Duration;
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
  private final int numbers;
  private final Map<Key, Fresh> fresh = new LinkedHashMap<>();
  private int partition;
  private boolean used;
  private boolean boundsChanged;

  private LocatedTable(
      String name, String topic, Duration retention, boolean sourced, int numbersPerEntry) {
    this.name = name;
    this.topic = topic;
    this.sourced = sourced;
    this.ownNumbers = sourced ? SOURCE_OFFSET + 1 : LAST_OFFSET + 1;
    this.numbers = ownNumbers + numbersPerEntry;
    this.table = new RecentTable(retention, numbers);
  }

  /**
   * @param name of its parts
   */
  public static LocatedTable of(
      String name, String topic, Duration retention, int numbersPerEntry) {
    return new LocatedTable(name, topic, retention, false, numbersPerEntry);
  }

  /** Of entries that may rest on one more fact, their source. */
  public static LocatedTable withSources(
      String name, String topic, Duration retention, int numbersPerEntry) {
    return new LocatedTable(name, topic, retention, true, numbersPerEntry);
  }

  /** The facts of an entry, first and last. */
  public record Span(Location first, Location last) {}

  public boolean contains(Key key) {
    return table.contains(key);
  }

  public long number(Key key, int column) {
    return table.number(key, ownNumbers + column);
  }

  public void setNumber(Key key, int column, long value) {
    table.setNumber(key, ownNumbers + column, value);
  }

  public Optional<Span> span(Key key) {
    if (!table.contains(key)) {
      return Optional.empty();
    }
    var unsettled = fresh.get(key);
    return Optional.of(
        unsettled != null
            ? unsettled.span()
            : new Span(at(table.number(key, FIRST_OFFSET)), at(table.number(key, LAST_OFFSET))));
  }

  /** Where the fact stands that {@link #setSource} named for an entry that is there. */
  public Optional<Location> source(Key key) {
    var unsettled = fresh.get(key);
    if (unsettled != null) {
      return Optional.ofNullable(unsettled.source());
    }
    var offset = sourced ? table.number(key, SOURCE_OFFSET) : NO_OFFSET;
    return offset == NO_OFFSET ? Optional.empty() : Optional.of(at(offset));
  }

  private Location at(long offset) {
    return Location.at(topic, partition, offset);
  }

  /** Another fact of an entry that is there already makes it longer. */
  public void add(Key key, Instant when, Location location, long... values) {
    if (!addNew(key, when, location, values)) {
      span(key)
          .map(span -> new Fresh(new Span(span.first(), location), source(key).orElse(null)))
          .ifPresent(longer -> locate(key, longer));
    }
  }

  /**
   * @return false if the key is there already
   */
  public boolean addNew(Key key, Instant when, Location location, long... values) {
    settle();
    used = true;
    boundsChanged = true;
    partition = location.partition();
    var all = new long[numbers];
    System.arraycopy(values, 0, all, ownNumbers, values.length);
    if (sourced) {
      all[SOURCE_OFFSET] = NO_OFFSET;
    }
    if (location.isResolved()) {
      all[FIRST_OFFSET] = location.offset();
      all[LAST_OFFSET] = location.offset();
    }
    var isNew = table.add(key, when, all);
    if (isNew && !location.isResolved()) {
      fresh.put(key, new Fresh(new Span(location, location), null));
    }
    return isNew;
  }

  /** Another fact of the same topic, not behind the entry's last one, that tells more of it. */
  public void setSource(Key key, Location source) {
    span(key).ifPresent(span -> locate(key, new Fresh(span, source)));
  }

  private void locate(Key key, Fresh entry) {
    if (entry.span().last().isResolved()) {
      fresh.remove(key);
      store(key, entry);
    } else {
      fresh.put(key, entry);
    }
  }

  private void store(Key key, Fresh entry) {
    table.setNumber(key, FIRST_OFFSET, entry.span().first().offset());
    table.setNumber(key, LAST_OFFSET, entry.span().last().offset());
    if (entry.source() != null) {
      table.setNumber(key, SOURCE_OFFSET, entry.source().offset());
    }
  }

  private void settle() {
    var entries = fresh.entrySet().iterator();
    while (entries.hasNext()) {
      var entry = entries.next();
      if (!entry.getValue().span().last().isResolved()) {
        return;
      }
      if (table.contains(entry.getKey())) {
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
