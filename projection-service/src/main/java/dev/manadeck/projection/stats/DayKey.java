package dev.manadeck.projection.stats;

import dev.manadeck.events.UserId;
import java.time.LocalDate;
import java.util.Comparator;

record DayKey(UserId userId, LocalDate day) implements Comparable<DayKey> {
  private static final Comparator<DayKey> ORDER =
      Comparator.comparing((DayKey key) -> key.userId().value()).thenComparing(DayKey::day);

  @Override
  public int compareTo(DayKey other) {
    return ORDER.compare(this, other);
  }
}
