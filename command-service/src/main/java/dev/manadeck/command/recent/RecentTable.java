package dev.manadeck.command.recent;

import dev.manadeck.command.shard.SnapshotWriter;
import dev.manadeck.command.snapshot.ChangedParts;
import dev.manadeck.command.snapshot.PartReader;
import dev.manadeck.command.snapshot.PartWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Remembers keys of 128 bits, each with some numbers, for a time; the oldest is forgotten first.
 * Entries are added in the order of the log, and time is the log's: the same log gives the same
 * table. They are counted from the first that ever was. One costs 24 bytes, 8 for each of its
 * numbers, and 12 to 24 of the index; as an object it would cost ten times as much.
 */
final class RecentTable {
  static final long NONE = -1;
  private static final int ROWS_PER_PAGE = 512;
  private static final int HIGH = 0;
  private static final int LOW = 1;
  private static final int AT = 2;
  private static final int FIRST_NUMBER = 3;
  private static final HexFormat HEX = HexFormat.of();

  private final long retentionSeconds;
  private final long mostEntries;
  private final int width;
  private final List<long[]> pages = new ArrayList<>();
  private final RecentIndex index = new RecentIndex();
  private long oldest;
  private long end;
  private final LogClock clock = new LogClock();
  private final ChangedParts<Long> changed = new ChangedParts<>();

  RecentTable(Retention retention, int numbersPerEntry) {
    retentionSeconds = retention.time().toSeconds();
    width = FIRST_NUMBER + numbersPerEntry;
    mostEntries = retention.entries(width * Long.BYTES + RecentIndex.MOST_BYTES_EACH);
  }

  int size() {
    return (int) (end - oldest);
  }

  /** {@link #NONE} if the key is not remembered. */
  long find(Key key) {
    var hash = hash(key.high(), key.low());
    for (var i = index.first(hash); !index.isFree(i); i = index.next(i)) {
      if (index.hasHash(i, hash)) {
        var entry = index.entry(i, oldest);
        var page = page(entry);
        var row = row(entry);
        if (page[row + HIGH] == key.high() && page[row + LOW] == key.low()) {
          return entry;
        }
      }
    }
    return NONE;
  }

  boolean remembers(long entry) {
    return entry >= oldest && entry < end;
  }

  /** Of an entry that is remembered. */
  long number(long entry, int column) {
    return page(entry)[row(entry) + FIRST_NUMBER + column];
  }

  /** Of an entry that is remembered. */
  void setNumber(long entry, int column, long value) {
    page(entry)[row(entry) + FIRST_NUMBER + column] = value;
    changed.add(pageNumber(entry));
  }

  /**
   * Forgets what is too old by now.
   *
   * @return the new entry, with numbers of 0; {@link #NONE} if the key is there already
   */
  long add(Key key, Instant when) {
    clock.advanceTo(when);
    forgetOld();
    if (find(key) != NONE) {
      return NONE;
    }
    var entry = append(key.high(), key.low(), Math.max(clock.epochSecond(), when.getEpochSecond()));
    changed.add(pageNumber(entry));
    while (size() > mostEntries) {
      forgetOldest();
    }
    return entry;
  }

  private void forgetOld() {
    while (oldest < end
        && page(oldest)[row(oldest) + AT] < clock.epochSecond() - retentionSeconds) {
      forgetOldest();
    }
  }

  private long append(long high, long low, long at) {
    var entry = end;
    end++;
    if (pageIndex(entry) == pages.size()) {
      pages.add(new long[ROWS_PER_PAGE * width]);
    }
    var page = page(entry);
    var row = row(entry);
    page[row + HIGH] = high;
    page[row + LOW] = low;
    page[row + AT] = at;
    index.add(hash(high, low), entry);
    return entry;
  }

  private void forgetOldest() {
    var page = page(oldest);
    var row = row(oldest);
    index.remove(hash(page[row + HIGH], page[row + LOW]), oldest);
    changed.add(pageNumber(oldest));
    oldest++;
    if (oldest % ROWS_PER_PAGE == 0) {
      pages.removeFirst();
    }
  }

  private long[] page(long entry) {
    return pages.get(pageIndex(entry));
  }

  private int pageIndex(long entry) {
    return (int) (pageNumber(entry) - pageNumber(oldest));
  }

  private int row(long entry) {
    return (int) (entry % ROWS_PER_PAGE) * width;
  }

  private static long pageNumber(long entry) {
    return entry / ROWS_PER_PAGE;
  }

  private static int hash(long high, long low) {
    var mixed = (high ^ Long.rotateLeft(low, 32)) * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32);
  }

  int parts() {
    return oldest == end ? 0 : pageIndex(end - 1) + 1;
  }

  boolean writeChanged(SnapshotWriter out) {
    return changed.write(out, this::writePage);
  }

  private void writePage(long number, SnapshotWriter out) {
    var first = Math.max(number * ROWS_PER_PAGE, oldest);
    var last = Math.min((number + 1) * ROWS_PER_PAGE, end);
    if (first >= last) {
      out.remove(keyOf(number));
      return;
    }
    var content = new PartWriter().number(first).small((int) (last - first));
    var page = page(first);
    for (var i = row(first); i < row(first) + (last - first) * width; i++) {
      content.number(page[i]);
    }
    out.put(keyOf(number), content.toBytes());
  }

  private static String keyOf(long page) {
    return HEX.toHexDigits(page);
  }

  /** The parts come in their order. */
  void restorePart(PartReader content) {
    var first = content.number();
    if (oldest == end) {
      beginAt(first);
    }
    if (first != end) {
      throw new IllegalArgumentException("Expected entry %d, but got %d".formatted(end, first));
    }
    for (var rows = content.small(); rows > 0; rows--) {
      var entry = append(content.number(), content.number(), content.number());
      for (var column = 0; column < width - FIRST_NUMBER; column++) {
        page(entry)[row(entry) + FIRST_NUMBER + column] = content.number();
      }
    }
  }

  private void beginAt(long entry) {
    oldest = entry;
    end = entry;
    pages.clear();
  }

  /** What a table knows besides its entries. */
  void writeBounds(PartWriter content) {
    clock.write(content);
    content.number(oldest);
  }

  void restoreBounds(PartReader content) {
    clock.restore(content);
    var first = content.number();
    if (oldest == end) {
      beginAt(first);
    }
  }
}
