package dev.manadeck.command.recent;

import dev.manadeck.command.shard.Location;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A recent table that also knows where in the log each entry stands. Offsets are known only after
 * the commit, so the entries of the batch in hand keep their locations until then.
 */
public final class LocatedTable {
  private static final int FIRST_OFFSET = 0;
  private static final int LAST_OFFSET = 1;
  private static final int OWN_NUMBERS = 2;

  private final RecentTable table;
  private final String topic;
  private final int numbers;
  private final Map<Key, Span> fresh = new LinkedHashMap<>();
  private int partition;

  public LocatedTable(
      String topic, Duration retention, int numbersPerEntry, Consumer<Key> forgotten) {
    this.topic = topic;
    this.numbers = OWN_NUMBERS + numbersPerEntry;
    this.table = new RecentTable(retention, numbers, forgotten);
  }

  /** The facts of an entry, first and last. */
  public record Span(Location first, Location last) {}

  public boolean contains(Key key) {
    return table.contains(key);
  }

  public long number(Key key, int column) {
    return table.number(key, OWN_NUMBERS + column);
  }

  public void setNumber(Key key, int column, long value) {
    table.setNumber(key, OWN_NUMBERS + column, value);
  }

  public Optional<Span> span(Key key) {
    if (!table.contains(key)) {
      return Optional.empty();
    }
    var unsettled = fresh.get(key);
    return Optional.of(
        unsettled != null
            ? unsettled
            : new Span(
                Location.at(topic, partition, table.number(key, FIRST_OFFSET)),
                Location.at(topic, partition, table.number(key, LAST_OFFSET))));
  }

  /** Another fact of an entry that is there already makes it longer. */
  public void add(Key key, Instant when, Location location, long... values) {
    settle();
    partition = location.partition();
    if (table.contains(key)) {
      extend(key, location);
      return;
    }
    var all = new long[numbers];
    System.arraycopy(values, 0, all, OWN_NUMBERS, values.length);
    table.add(key, when, all);
    if (table.contains(key)) {
      locate(key, new Span(location, location));
    }
  }

  private void extend(Key key, Location last) {
    span(key).ifPresent(span -> locate(key, new Span(span.first(), last)));
  }

  private void locate(Key key, Span span) {
    if (span.last().isResolved()) {
      fresh.remove(key);
      store(key, span);
    } else {
      fresh.put(key, span);
    }
  }

  private void store(Key key, Span span) {
    table.setNumber(key, FIRST_OFFSET, span.first().offset());
    table.setNumber(key, LAST_OFFSET, span.last().offset());
  }

  private void settle() {
    var entries = fresh.entrySet().iterator();
    while (entries.hasNext()) {
      var entry = entries.next();
      if (!entry.getValue().last().isResolved()) {
        return;
      }
      if (table.contains(entry.getKey())) {
        store(entry.getKey(), entry.getValue());
      }
      entries.remove();
    }
  }
}
