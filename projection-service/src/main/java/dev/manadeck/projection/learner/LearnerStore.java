package dev.manadeck.projection.learner;

import dev.manadeck.events.Recorded;
import dev.manadeck.events.UserId;
import dev.manadeck.projection.runtime.Generation;
import dev.manadeck.projection.runtime.RowStore;
import dev.manadeck.projection.runtime.SqlArrays;
import dev.manadeck.projection.runtime.SqlColumns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL of the table {@code learners}. */
final class LearnerStore implements RowStore<LearnerKey, LearnerRow> {
  private static final String TABLE = "learners";

  private static final String LOAD =
      """
      SELECT user_id, display_name, time_zone, day_start_hour, is_on_leaderboard, version,
        created_at, updated_at
      FROM %s
      WHERE user_id = ANY (:userIds)
      """;

  private static final String SAVE =
      """
      INSERT INTO %s
        (user_id, display_name, time_zone, day_start_hour, is_on_leaderboard, version, created_at,
         updated_at)
      SELECT *
      FROM unnest(:userIds, :displayNames, :timeZones, :dayStartHours, :isOnLeaderboards, :versions,
        :createdAts, :updatedAts)
      ON CONFLICT (user_id) DO UPDATE SET
        display_name = excluded.display_name,
        time_zone = excluded.time_zone,
        day_start_hour = excluded.day_start_hour,
        is_on_leaderboard = excluded.is_on_leaderboard,
        version = excluded.version,
        updated_at = excluded.updated_at
      """;

  @Override
  public Map<LearnerKey, LearnerRow> load(
      JdbcClient db, Generation generation, SortedMap<LearnerKey, List<Recorded>> touched) {
    return db
        .sql(LOAD.formatted(generation.table(TABLE)))
        .param("userIds", SqlArrays.texts(touched.keySet(), key -> key.userId().value()))
        .query(
            (row, number) ->
                Map.entry(new LearnerKey(new UserId(row.getString("user_id"))), learner(row)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public void save(
      JdbcClient db, Generation generation, SortedMap<LearnerKey, LearnerRow> changed) {
    var rows = changed.values();
    db.sql(SAVE.formatted(generation.table(TABLE)))
        .param("userIds", SqlArrays.texts(changed.keySet(), key -> key.userId().value()))
        .param("displayNames", SqlArrays.texts(rows, LearnerRow::displayName))
        .param("timeZones", SqlArrays.texts(rows, row -> row.timeZone().getId()))
        .param("dayStartHours", SqlArrays.ints(rows, LearnerRow::dayStartHour))
        .param("isOnLeaderboards", SqlArrays.booleans(rows, LearnerRow::isOnLeaderboard))
        .param("versions", SqlArrays.longs(rows, LearnerRow::version))
        .param("createdAts", SqlArrays.instants(rows, LearnerRow::createdAt))
        .param("updatedAts", SqlArrays.instants(rows, LearnerRow::updatedAt))
        .update();
  }

  private static LearnerRow learner(ResultSet row) throws SQLException {
    return new LearnerRow(
        row.getString("display_name"),
        ZoneId.of(row.getString("time_zone")),
        row.getInt("day_start_hour"),
        row.getBoolean("is_on_leaderboard"),
        row.getLong("version"),
        SqlColumns.instant(row, "created_at"),
        SqlColumns.instant(row, "updated_at"));
  }
}
