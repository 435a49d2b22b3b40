package dev.manadeck.projection.stats;

import dev.manadeck.events.Recorded;
import dev.manadeck.projection.runtime.Generation;
import dev.manadeck.projection.runtime.RowStore;
import dev.manadeck.projection.runtime.SqlArrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL of the table {@code study_days}. */
final class DayStore implements RowStore<DayKey, DayChange> {
  private static final String TABLE = "study_days";

  private static final String ADD =
      """
      INSERT INTO %s AS stored
        (user_id, study_day, review_count, correct_review_count, time_spent_ms, created_at,
         updated_at)
      SELECT *
      FROM unnest(:userIds, :days, :reviewCounts, :correctReviewCounts, :timesSpent, :createdAts,
        :updatedAts)
      ON CONFLICT (user_id, study_day) DO UPDATE SET
        review_count = stored.review_count + excluded.review_count,
        correct_review_count = stored.correct_review_count + excluded.correct_review_count,
        time_spent_ms = stored.time_spent_ms + excluded.time_spent_ms,
        created_at = least(stored.created_at, excluded.created_at),
        updated_at = greatest(stored.updated_at, excluded.updated_at)
      """;

  @Override
  public Map<DayKey, DayChange> load(
      JdbcClient db, Generation generation, SortedMap<DayKey, List<Recorded>> touched) {
    return Map.of();
  }

  @Override
  public void save(JdbcClient db, Generation generation, SortedMap<DayKey, DayChange> changed) {
    var rows = changed.values();
    db.sql(ADD.formatted(generation.table(TABLE)))
        .param("userIds", SqlArrays.texts(changed.keySet(), key -> key.userId().value()))
        .param("days", SqlArrays.dates(changed.keySet(), DayKey::day))
        .param("reviewCounts", SqlArrays.longs(rows, row -> row.sums().reviewCount()))
        .param("correctReviewCounts", SqlArrays.longs(rows, row -> row.sums().correctCount()))
        .param("timesSpent", SqlArrays.longs(rows, row -> row.sums().timeMillis()))
        .param("createdAts", SqlArrays.instants(rows, row -> row.span().first()))
        .param("updatedAts", SqlArrays.instants(rows, row -> row.span().last()))
        .update();
  }
}
