package dev.manadeck.projection.stats;

import dev.manadeck.events.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads a learner's totals and days. */
final class StatsQueries {
  /**
   * A learner's last study day, and the first of those that lead to it without a gap. To be joined
   * laterally to a row {@code learner}.
   */
  static final String STREAK =
      """
      LEFT JOIN LATERAL (
        SELECT study_day
        FROM projection.study_days
        WHERE user_id = learner.user_id AND review_count > 0
        ORDER BY study_day DESC
        LIMIT 1) AS last_day ON true
      LEFT JOIN LATERAL (
        SELECT study_day
        FROM projection.study_days AS day
        WHERE user_id = learner.user_id
          AND review_count > 0
          AND study_day <= last_day.study_day
          AND NOT EXISTS (
            SELECT
            FROM projection.study_days AS before
            WHERE before.user_id = day.user_id
              AND before.study_day = day.study_day - 1
              AND before.review_count > 0)
        ORDER BY study_day DESC
        LIMIT 1) AS first_day ON true
      """;

  private static final String STATS =
      """
      SELECT learner.user_id, coalesce(win_count, 0) AS win_count,
        coalesce(session_count, 0) AS session_count,
        coalesce(studied_card_count, 0) AS studied_card_count,
        coalesce(time_spent_ms, 0) / 1000 AS time_spent_seconds,
        coalesce(round(100.0 * correct_review_count / nullif(review_count, 0), 2), 0) AS accuracy,
        first_day.study_day AS first_day, last_day.study_day AS last_day
      FROM (SELECT :caller AS user_id) AS learner
      LEFT JOIN projection.user_stats AS stats ON stats.user_id = learner.user_id
      """
          + STREAK;

  private static final String DAYS =
      """
      SELECT study_day, review_count, correct_review_count, time_spent_ms / 1000 AS seconds
      FROM projection.study_days
      WHERE user_id = :caller AND study_day BETWEEN :from AND :to AND review_count > 0
      ORDER BY study_day
      """;

  private final JdbcClient db;

  StatsQueries(JdbcClient db) {
    this.db = db;
  }

  StatsJson stats(UserId caller, LocalDate today) {
    return db.sql(STATS)
        .param("caller", caller.value())
        .query(
            (row, number) ->
                new StatsJson(
                    row.getString("user_id"),
                    row.getLong("win_count"),
                    row.getLong("session_count"),
                    row.getLong("studied_card_count"),
                    row.getLong("time_spent_seconds"),
                    row.getBigDecimal("accuracy"),
                    streak(row).days(today),
                    row.getObject("last_day", LocalDate.class)))
        .single();
  }

  /** From {@link #STREAK}. */
  static Streak streak(ResultSet row) throws SQLException {
    return new Streak(
        row.getObject("first_day", LocalDate.class), row.getObject("last_day", LocalDate.class));
  }

  /** Only days on which the caller studied. */
  List<DayJson> days(UserId caller, LocalDate from, LocalDate to) {
    return db.sql(DAYS)
        .param("caller", caller.value())
        .param("from", from)
        .param("to", to)
        .query(
            (row, number) ->
                new DayJson(
                    row.getObject("study_day", LocalDate.class),
                    row.getLong("review_count"),
                    row.getLong("correct_review_count"),
                    row.getLong("seconds")))
        .list();
  }
}
