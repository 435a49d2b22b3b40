package dev.manadeck.projection.stats;

import dev.manadeck.scheduling.StudyCalendar;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the leaderboard: who chose to be on it, and nobody else. */
final class LeaderboardQueries {
  private static final String COLUMNS =
      """
      SELECT learner.user_id, display_name, time_zone, day_start_hour, win_count,
        studied_card_count, time_spent_ms / 1000 AS time_spent_seconds,
        first_day.study_day AS first_day, last_day.study_day AS last_day
      """;

  private static final String BY_COLUMN =
      COLUMNS
          + """
          FROM (
            SELECT learner.*, win_count, studied_card_count, time_spent_ms
            FROM projection.user_stats AS stats
            JOIN projection.learners AS learner ON learner.user_id = stats.user_id
            WHERE is_on_leaderboard
            ORDER BY stats.%1$s DESC, stats.user_id
            LIMIT :limit) AS learner
          """
          + StatsQueries.STREAK
          + "ORDER BY %1$s DESC, learner.user_id";

  /** Who has not studied since then has no streak, wherever on earth. */
  private static final String BY_STREAK =
      COLUMNS
          + """
          FROM (
            SELECT learner.*
            FROM projection.learners AS learner
            WHERE is_on_leaderboard
              AND user_id IN (
                SELECT user_id
                FROM projection.study_days
                WHERE study_day >= :earliest AND review_count > 0)) AS learner
          JOIN projection.user_stats AS stats ON stats.user_id = learner.user_id
          """
          + StatsQueries.STREAK
          + "ORDER BY last_day.study_day - first_day.study_day DESC, learner.user_id";

  private final JdbcClient db;

  LeaderboardQueries(JdbcClient db) {
    this.db = db;
  }

  /** Best first. Within a transaction no more rows are fetched than are needed. */
  List<LeaderJson> leaders(LeaderboardOrder order, int limit, Instant now) {
    return ranked(
        order,
        switch (order) {
          case WINS -> byColumn("win_count", limit, now);
          case CARDS -> byColumn("studied_card_count", limit, now);
          case TIME -> byColumn("time_spent_ms", limit, now);
          case STREAK -> byStreak(limit, now);
        });
  }

  private List<LeaderJson> byColumn(String column, int limit, Instant now) {
    return db.sql(BY_COLUMN.formatted(column))
        .param("limit", limit)
        .query((row, number) -> leader(row, now))
        .list();
  }

  /** Whose streak is over by the learner's own calendar is passed over, so more may be read. */
  private List<LeaderJson> byStreak(int limit, Instant now) {
    try (var found =
        db
            .sql(BY_STREAK)
            .param("earliest", now.atOffset(ZoneOffset.UTC).toLocalDate().minusDays(3))
            .withFetchSize(limit)
            .query((row, number) -> leader(row, now))
            .stream()) {
      return found.filter(leader -> leader.streakDays() > 0).limit(limit).toList();
    }
  }

  private static List<LeaderJson> ranked(LeaderboardOrder order, List<LeaderJson> leaders) {
    var ranked = new ArrayList<LeaderJson>();
    for (var leader : leaders) {
      boolean isTie = !ranked.isEmpty() && order.figure(ranked.getLast()) == order.figure(leader);
      ranked.add(leader.at(isTie ? ranked.getLast().rank() : ranked.size() + 1));
    }
    return ranked;
  }

  private static LeaderJson leader(ResultSet row, Instant now) throws SQLException {
    var calendar =
        new StudyCalendar(ZoneId.of(row.getString("time_zone")), row.getInt("day_start_hour"));
    return new LeaderJson(
        0,
        row.getString("display_name"),
        row.getLong("win_count"),
        StatsQueries.streak(row).days(calendar.dayOf(now)),
        row.getLong("studied_card_count"),
        row.getLong("time_spent_seconds"));
  }
}
