package dev.manadeck.projection.learner;

import dev.manadeck.events.UserId;
import dev.manadeck.projection.runtime.SqlColumns;
import dev.manadeck.scheduling.StudyCalendar;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads profiles. */
public final class LearnerQueries {
  /** The projection that these read from. */
  public static final String PROJECTION = "learners";

  private static final ZoneId USUAL_ZONE = ZoneId.of("UTC");
  private static final int USUAL_START = 4;

  private static final String PROFILE =
      """
      SELECT user_id, display_name, time_zone, day_start_hour, is_on_leaderboard, updated_at
      FROM projection.learners
      WHERE user_id = :userId
      """;

  private final JdbcClient db;

  LearnerQueries(JdbcClient db) {
    this.db = db;
  }

  /** How the learner's days are cut, or how days usually are. */
  public StudyCalendar calendar(UserId userId) {
    var profile = profile(userId);
    return new StudyCalendar(ZoneId.of(profile.timeZone()), profile.dayStartHour());
  }

  ProfileJson profile(UserId userId) {
    return db.sql(PROFILE)
        .param("userId", userId.value())
        .query(LearnerQueries::profile)
        .optional()
        .orElseGet(
            () ->
                new ProfileJson(
                    userId.value(), null, USUAL_ZONE.getId(), USUAL_START, false, null));
  }

  private static ProfileJson profile(ResultSet row, int number) throws SQLException {
    return new ProfileJson(
        row.getString("user_id"),
        row.getString("display_name"),
        row.getString("time_zone"),
        row.getInt("day_start_hour"),
        row.getBoolean("is_on_leaderboard"),
        SqlColumns.instant(row, "updated_at"));
  }
}
