package dev.manadeck.projection.log;

import dev.manadeck.events.WireHeader;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Lets equal headers of records that come close together be one and the same: half of them never
 * change, and most of a record's memory was theirs. Safe for use by several threads.
 */
final class RecurringHeaders {
  private static final int SLOTS = 64;

  private final AtomicReferenceArray<WireHeader> recent = new AtomicReferenceArray<>(SLOTS);

  WireHeader shared(String name, byte[] value) {
    int slot = name.hashCode() & (SLOTS - 1);
    var known = recent.getPlain(slot);
    boolean isKnownName = known != null && known.name().equals(name);
    if (isKnownName && Arrays.equals(known.value(), value)) {
      return known;
    }
    var header = new WireHeader(isKnownName ? known.name() : name, value);
    recent.setRelease(slot, header);
    return header;
  }
}
