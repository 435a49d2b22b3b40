package dev.manadeck.projection.runtime;

import java.util.HashSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Events that an operator took out of a projection's fold: the table {@code skipped_events}. */
public final class SkippedEvents {
  private static final String OF_PROJECTION =
      """
      SELECT topic, partition, record_offset
      FROM projection.skipped_events
      WHERE projection = :projection
      """;

  private final Set<Place> places;

  private record Place(LogPartition partition, long offset) {}

  private SkippedEvents(Set<Place> places) {
    this.places = Set.copyOf(places);
  }

  public static SkippedEvents of(JdbcClient db, String projection) {
    var places = new HashSet<Place>();
    db.sql(OF_PROJECTION)
        .param("projection", projection)
        .query(
            row -> {
              places.add(new Place(Positions.partition(row), row.getLong("record_offset")));
            });
    return new SkippedEvents(places);
  }

  public boolean contains(LogPartition partition, long offset) {
    return !places.isEmpty() && places.contains(new Place(partition, offset));
  }
}
