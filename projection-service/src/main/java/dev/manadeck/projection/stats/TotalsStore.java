package dev.manadeck.projection.stats;

import dev.manadeck.events.Recorded;
import dev.manadeck.projection.runtime.Generation;
import dev.manadeck.projection.runtime.RowStore;
import dev.manadeck.projection.runtime.SqlArrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL of the table {@code user_stats}, but for the count of different cards. */
final class TotalsStore implements RowStore<LearnerKey, TotalsChange> {
  static final String TABLE = "user_stats";

  private static final String ADD =
      """
      INSERT INTO %s AS stored
        (user_id, session_count, win_count, studied_card_count, review_count, correct_review_count,
         time_spent_ms, created_at, updated_at)
      SELECT user_id, session_count, win_count, 0, review_count, correct_review_count,
        time_spent_ms, created_at, updated_at
      FROM unnest(:userIds, :sessionCounts, :winCounts, :reviewCounts, :correctReviewCounts,
          :timesSpent, :createdAts, :updatedAts)
        AS row (user_id, session_count, win_count, review_count, correct_review_count,
          time_spent_ms, created_at, updated_at)
      ON CONFLICT (user_id) DO UPDATE SET
        session_count = stored.session_count + excluded.session_count,
        win_count = stored.win_count + excluded.win_count,
        review_count = stored.review_count + excluded.review_count,
        correct_review_count = stored.correct_review_count + excluded.correct_review_count,
        time_spent_ms = stored.time_spent_ms + excluded.time_spent_ms,
        created_at = least(stored.created_at, excluded.created_at),
        updated_at = greatest(stored.updated_at, excluded.updated_at)
      """;

  @Override
  public Map<LearnerKey, TotalsChange> load(
      JdbcClient db, Generation generation, SortedMap<LearnerKey, List<Recorded>> touched) {
    return Map.of();
  }

  @Override
  public void save(
      JdbcClient db, Generation generation, SortedMap<LearnerKey, TotalsChange> changed) {
    var rows = changed.values();
    db.sql(ADD.formatted(generation.table(TABLE)))
        .param("userIds", SqlArrays.texts(changed.keySet(), key -> key.userId().value()))
        .param("sessionCounts", SqlArrays.longs(rows, TotalsChange::sessionCount))
        .param("winCounts", SqlArrays.longs(rows, TotalsChange::winCount))
        .param("reviewCounts", SqlArrays.longs(rows, TotalsChange::reviewCount))
        .param("correctReviewCounts", SqlArrays.longs(rows, TotalsChange::correctReviewCount))
        .param("timesSpent", SqlArrays.longs(rows, TotalsChange::timeMillis))
        .param("createdAts", SqlArrays.instants(rows, row -> row.span().first()))
        .param("updatedAts", SqlArrays.instants(rows, row -> row.span().last()))
        .update();
  }
}
