package dev.manadeck.command.recent;

import java.util.Arrays;

/**
 * Finds entries by their hashes, without a look at them: a place holds the whole hash and the low
 * bits of the entry's number. Open addressing with linear probing.
 */
final class RecentIndex {
  static final int MOST_BYTES_EACH = 24;
  private static final int FIRST_CAPACITY = 32;
  private static final long FREE = -1;
  private static final int HASH_SHIFT = 32;
  private static final long ENTRY_BITS = 0x7FFF_FFFFL;

  private long[] places = free(FIRST_CAPACITY);
  private int taken;

  private static long[] free(int capacity) {
    var places = new long[capacity];
    Arrays.fill(places, FREE);
    return places;
  }

  int first(int hash) {
    return hash & (places.length - 1);
  }

  int next(int place) {
    return (place + 1) & (places.length - 1);
  }

  boolean isFree(int place) {
    return places[place] == FREE;
  }

  boolean hasHash(int place, int hash) {
    return hashAt(place) == hash;
  }

  private int hashAt(int place) {
    return (int) (places[place] >>> HASH_SHIFT);
  }

  /**
   * @param oldest of all entries: none is further behind it than its bits tell
   */
  long entry(int place, long oldest) {
    return oldest + ((places[place] - oldest) & ENTRY_BITS);
  }

  void add(int hash, long entry) {
    if (3L * taken >= 2L * places.length) {
      grow();
    }
    taken++;
    put(placeOf(hash, entry));
  }

  private static long placeOf(int hash, long entry) {
    return (long) hash << HASH_SHIFT | entry & ENTRY_BITS;
  }

  private void put(long content) {
    var place = first((int) (content >>> HASH_SHIFT));
    while (!isFree(place)) {
      place = next(place);
    }
    places[place] = content;
  }

  private void grow() {
    var before = places;
    places = free(before.length * 2);
    for (var content : before) {
      if (content != FREE) {
        put(content);
      }
    }
  }

  /** Closes the gap in the run of entries, so that no mark of the removed one has to stay. */
  void remove(int hash, long entry) {
    var content = placeOf(hash, entry);
    var gap = first(hash);
    while (places[gap] != content) {
      gap = next(gap);
    }
    for (var i = next(gap); !isFree(i); i = next(i)) {
      var home = first(hashAt(i));
      var reachesGap = gap <= i ? home <= gap || home > i : home <= gap && home > i;
      if (reachesGap) {
        places[gap] = places[i];
        gap = i;
      }
    }
    places[gap] = FREE;
    taken--;
  }
}
