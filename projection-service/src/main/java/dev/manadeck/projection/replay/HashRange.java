package dev.manadeck.projection.replay;

import java.util.ArrayList;
import java.util.List;

/**
 * Which events are folded at once: those whose hashes lie between these two, both included. The
 * upper half of a hash is of the record's key, the lower half of what a projection may be split by
 * within a key. Hashes are not negative.
 */
record HashRange(long first, long last) {
  private static final int KEY_SHIFT = Integer.SIZE;

  HashRange {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException(
          "Expected a range, but got %d to %d".formatted(first, last));
    }
  }

  static long hash(int keyHash, int splitHash) {
    return (long) (keyHash & Integer.MAX_VALUE) << KEY_SHIFT | splitHash & 0xFFFF_FFFFL;
  }

  /** All hashes in ranges of the same size. */
  static List<HashRange> all(int count) {
    var ranges = new ArrayList<HashRange>();
    long size = Long.MAX_VALUE / count;
    for (int i = 0; i < count; i++) {
      long first = i * size;
      ranges.add(new HashRange(first, i == count - 1 ? Long.MAX_VALUE : first + size - 1));
    }
    return ranges;
  }

  /** Two ranges, the first of which ends with that hash. */
  List<HashRange> dividedBehind(long middle) {
    return List.of(new HashRange(first, middle), new HashRange(middle + 1, last));
  }

  boolean holds(long hash) {
    return first <= hash && hash <= last;
  }

  /** Whether it holds any event of such keys. */
  boolean holdsAnyOf(int keyHash) {
    return first <= hash(keyHash, -1) && hash(keyHash, 0) <= last;
  }

  boolean holdsAllOf(int keyHash) {
    return first <= hash(keyHash, 0) && hash(keyHash, -1) <= last;
  }

  /** Of all hashes, from 0 to 1. */
  double share() {
    return (last - first + 1.0) / Long.MAX_VALUE;
  }
}
