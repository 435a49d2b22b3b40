package dev.manadeck.projection.progress;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Lets equal values that come close together be one and the same, which saves most of their memory
 * where many rows are held at once. Safe for use by several threads.
 */
final class Recurring<T> {
  private static final int SLOTS = 1 << 12;

  private final AtomicReferenceArray<T> recent = new AtomicReferenceArray<>(SLOTS);

  T shared(T value) {
    int hash = value.hashCode();
    int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
    var known = recent.getPlain(slot);
    if (value.equals(known)) {
      return known;
    }
    recent.setRelease(slot, value);
    return value;
  }
}
