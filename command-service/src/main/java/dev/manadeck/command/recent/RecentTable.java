package dev.manadeck.command.recent;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Remembers keys of 128 bits, each with some numbers, for a time; the oldest is forgotten first.
 * Entries are added in the order of the log, and time is the log's: the same log gives the same
 * table. Costs 28 bytes an entry and 8 for each number; objects would cost ten times as much.
 */
public final class RecentTable {
  private static final int FIRST_CAPACITY = 16;
  private static final int NONE = -1;

  private final long retentionSeconds;
  private final Consumer<Key> forgotten;
  private final long[][] numbers;
  private long[] high = new long[FIRST_CAPACITY];
  private long[] low = new long[FIRST_CAPACITY];
  private long[] at = new long[FIRST_CAPACITY];
  private int[] index = new int[FIRST_CAPACITY * 2];
  private int oldest;
  private int size;
  private long latest = Long.MIN_VALUE;

  /**
   * @param forgotten told of each key that is too old by now
   */
  public RecentTable(Duration retention, int numbersPerEntry, Consumer<Key> forgotten) {
    this.retentionSeconds = retention.toSeconds();
    this.forgotten = forgotten;
    numbers = new long[numbersPerEntry][FIRST_CAPACITY];
    Arrays.fill(index, NONE);
  }

  public int size() {
    return size;
  }

  public boolean contains(Key key) {
    return find(key) != NONE;
  }

  /** For a key that is there. */
  public long number(Key key, int column) {
    return numbers[column][existing(key)];
  }

  /** For a key that is there. */
  public void setNumber(Key key, int column, long value) {
    numbers[column][existing(key)] = value;
  }

  /** Does nothing if the key is there already; forgets what is too old by now. */
  public void add(Key key, Instant when, long... values) {
    latest = Math.max(latest, when.getEpochSecond());
    forgetOld();
    if (find(key) != NONE) {
      return;
    }
    if (size == high.length) {
      grow();
    }
    var slot = (oldest + size) & (high.length - 1);
    high[slot] = key.high();
    low[slot] = key.low();
    at[slot] = when.getEpochSecond();
    for (var column = 0; column < numbers.length; column++) {
      numbers[column][slot] = values[column];
    }
    size++;
    insert(slot);
  }

  private void forgetOld() {
    while (size > 0 && at[oldest] < latest - retentionSeconds) {
      remove(oldest);
      forgotten.accept(new Key(high[oldest], low[oldest]));
      oldest = (oldest + 1) & (high.length - 1);
      size--;
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
