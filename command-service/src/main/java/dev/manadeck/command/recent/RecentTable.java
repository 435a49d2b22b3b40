package dev.manadeck.command.recent;

import dev.manadeck.command.shard.SnapshotWriter;
import dev.manadeck.command.snapshot.ChangedParts;
import dev.manadeck.command.snapshot.PartReader;
import dev.manadeck.command.snapshot.PartWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Remembers keys of 128 bits, each with some numbers, for a time; the oldest is forgotten first.
 * Entries are added in the order of the log, and time is the log's: the same log gives the same
 * table. Costs 28 bytes an entry and 8 for each number; objects would cost ten times as much.
 */
final class RecentTable {
  private static final int FIRST_CAPACITY = 16;
  private static final int NONE = -1;
  private static final int ROWS_PER_PART = 512;
  private static final HexFormat HEX = HexFormat.of();

  private final long retentionSeconds;
  private final long[][] numbers;
  private long[] high = new long[FIRST_CAPACITY];
  private long[] low = new long[FIRST_CAPACITY];
  private long[] at = new long[FIRST_CAPACITY];
  private int[] index = new int[FIRST_CAPACITY * 2];
  private int oldest;
  private int size;
  private long ordinalOfOldest;
  private long latest = Long.MIN_VALUE;
  private final ChangedParts<Long> changed = new ChangedParts<>();

  RecentTable(Duration retention, int numbersPerEntry) {
    this.retentionSeconds = retention.toSeconds();
    numbers = new long[numbersPerEntry][FIRST_CAPACITY];
    Arrays.fill(index, NONE);
  }

  int size() {
    return size;
  }

  boolean contains(Key key) {
    return find(key) != NONE;
  }

  /** For a key that is there. */
  long number(Key key, int column) {
    return numbers[column][existing(key)];
  }

  /** For a key that is there. */
  void setNumber(Key key, int column, long value) {
    var slot = existing(key);
    numbers[column][slot] = value;
    changed.add(partOf(ordinalOf(slot)));
  }

  /**
   * Forgets what is too old by now.
   *
   * @return false if the key is there already; it then stays as it is
   */
  boolean add(Key key, Instant when, long... values) {
    latest = Math.max(latest, when.getEpochSecond());
    forgetOld();
    if (find(key) != NONE) {
      return false;
    }
    append(key.high(), key.low(), when.getEpochSecond(), values);
    changed.add(partOf(ordinalOfOldest + size - 1));
    return true;
  }

  private void append(long keyHigh, long keyLow, long when, long[] values) {
    if (size == high.length) {
      grow();
    }
    var slot = slotOf(ordinalOfOldest + size);
    high[slot] = keyHigh;
    low[slot] = keyLow;
    at[slot] = when;
    for (var column = 0; column < numbers.length; column++) {
      numbers[column][slot] = values[column];
    }
    size++;
    insert(slot);
  }

  private void forgetOld() {
    while (size > 0 && at[oldest] < latest - retentionSeconds) {
      remove(oldest);
      changed.add(partOf(ordinalOfOldest));
      oldest = (oldest + 1) & (high.length - 1);
      ordinalOfOldest++;
      size--;
    }
  }

  /** Entries are counted from the first that ever was: the same log gives the same parts. */
  private long ordinalOf(int slot) {
    return ordinalOfOldest + ((slot - oldest) & (high.length - 1));
  }

  private int slotOf(long ordinal) {
    return (int) (oldest + (ordinal - ordinalOfOldest)) & (high.length - 1);
  }

  private static long partOf(long ordinal) {
    return ordinal / ROWS_PER_PART;
  }

  int parts() {
    return size == 0 ? 0 : (int) (partOf(ordinalOfOldest + size - 1) - partOf(ordinalOfOldest) + 1);
  }

  boolean writeChanged(SnapshotWriter out) {
    return changed.write(out, this::writePart);
  }

  private void writePart(long part, SnapshotWriter out) {
    var first = Math.max(part * ROWS_PER_PART, ordinalOfOldest);
    var end = Math.min((part + 1) * ROWS_PER_PART, ordinalOfOldest + size);
    if (first >= end) {
      out.remove(keyOf(part));
      return;
    }
    var content = new PartWriter().number(first).small((int) (end - first));
    for (var ordinal = first; ordinal < end; ordinal++) {
      writeRow(slotOf(ordinal), content);
    }
    out.put(keyOf(part), content.toBytes());
  }

  private void writeRow(int slot, PartWriter content) {
    content.number(high[slot]).number(low[slot]).number(at[slot]);
    for (var column : numbers) {
      content.number(column[slot]);
    }
  }

  private static String keyOf(long part) {
    return HEX.toHexDigits(part);
  }

  /** The parts come in their order. */
  void restorePart(PartReader content) {
    var first = content.number();
    if (size == 0) {
      ordinalOfOldest = first;
    }
    if (first != ordinalOfOldest + size) {
      throw new IllegalArgumentException(
          "Expected entry %d, but got %d".formatted(ordinalOfOldest + size, first));
    }
    var values = new long[numbers.length];
    for (var rows = content.small(); rows > 0; rows--) {
      var keyHigh = content.number();
      var keyLow = content.number();
      var when = content.number();
      Arrays.setAll(values, column -> content.number());
      append(keyHigh, keyLow, when, values);
    }
  }

  /** What a table knows besides its entries. */
  void writeBounds(PartWriter content) {
    content.number(latest).number(ordinalOfOldest);
  }

  void restoreBounds(PartReader content) {
    latest = content.number();
    var first = content.number();
    if (size == 0) {
      ordinalOfOldest = first;
    }
  }

  private int existing(Key key) {
    var slot = find(key);
    if (slot == NONE) {
      throw new IllegalArgumentException("Expected a key that is remembered, but it is not");
    }
    return slot;
  }

  private int find(Key key) {
    for (var i = home(key.high(), key.low()); index[i] != NONE; i = next(i)) {
      var slot = index[i];
      if (high[slot] == key.high() && low[slot] == key.low()) {
        return slot;
      }
    }
    return NONE;
  }

  private void insert(int slot) {
    var i = home(high[slot], low[slot]);
    while (index[i] != NONE) {
      i = next(i);
    }
    index[i] = slot;
  }

  /** Closes the gap in the run of entries, so that no mark of the removed one has to stay. */
  private void remove(int slot) {
    var gap = home(high[slot], low[slot]);
    while (index[gap] != slot) {
      gap = next(gap);
    }
    for (var i = next(gap); index[i] != NONE; i = next(i)) {
      var home = home(high[index[i]], low[index[i]]);
      var reachesGap = gap <= i ? home <= gap || home > i : home <= gap && home > i;
      if (reachesGap) {
        index[gap] = index[i];
        gap = i;
      }
    }
    index[gap] = NONE;
  }

  private int home(long keyHigh, long keyLow) {
    var mixed = (keyHigh ^ Long.rotateLeft(keyLow, 32)) * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32) & (index.length - 1);
  }

  private int next(int i) {
    return (i + 1) & (index.length - 1);
  }

  private void grow() {
    high = unrolled(high);
    low = unrolled(low);
    at = unrolled(at);
    for (var column = 0; column < numbers.length; column++) {
      numbers[column] = unrolled(numbers[column]);
    }
    oldest = 0;
    index = new int[high.length * 2];
    Arrays.fill(index, NONE);
    for (var slot = 0; slot < size; slot++) {
      insert(slot);
    }
  }

  private long[] unrolled(long[] ring) {
    var wider = new long[ring.length * 2];
    var untilEnd = ring.length - oldest;
    System.arraycopy(ring, oldest, wider, 0, untilEnd);
    System.arraycopy(ring, 0, wider, untilEnd, oldest);
    return wider;
  }
}
