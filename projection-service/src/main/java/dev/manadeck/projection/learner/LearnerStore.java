package dev.manadeck.projection.learner;

import dev.manadeck.events.Sequenced;
import dev.manadeck.events.UserId;
import dev.manadeck.projection.rowkey.LearnerKey;
import dev.manadeck.projection.runtime.Columns;
import dev.manadeck.projection.runtime.Generation;
import dev.manadeck.projection.runtime.GenerationLoad;
import dev.manadeck.projection.runtime.RowStore;
import dev.manadeck.projection.runtime.SqlArrays;
import dev.manadeck.projection.runtime.SqlColumns;
import dev.manadeck.projection.runtime.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL of the table {@code learners}. */
final class LearnerStore implements RowStore<LearnerKey, LearnerRow> {
  private static final Table<Map.Entry<LearnerKey, LearnerRow>> TABLE =
      Table.keyed(
          "learners",
          LearnerKey.COLUMNS,
          Columns.<LearnerRow>none()
              .text("display_name", LearnerRow::displayName)
              .text("time_zone", row -> row.timeZone().getId())
              .smallint("day_start_hour", LearnerRow::dayStartHour)
              .bool("is_on_leaderboard", LearnerRow::isOnLeaderboard)
              .bigint("version", LearnerRow::version)
              .instant("created_at", LearnerRow::createdAt)
              .instant("updated_at", LearnerRow::updatedAt));

  private static final String READ =
      """
      SELECT user_id, display_name, time_zone, day_start_hour, is_on_leaderboard, version,
        created_at, updated_at
      FROM %s
      WHERE user_id = ANY (:userIds)
      """;

  @Override
  public List<Table<?>> tables() {
    return List.of(TABLE);
  }

  @Override
  public Map<LearnerKey, LearnerRow> read(
      JdbcClient db, Generation generation, SequencedMap<LearnerKey, List<Sequenced>> touched) {
    return db
        .sql(READ.formatted(generation.table(TABLE.name())))
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
      JdbcClient db, Generation generation, List<Map.Entry<LearnerKey, LearnerRow>> changed) {
    TABLE.upsert(db, generation, changed);
  }

  @Override
  public void insert(
      JdbcClient db, Generation generation, List<Map.Entry<LearnerKey, LearnerRow>> created) {
    TABLE.insert(db, generation, created);
  }

  @Override
  public void load(GenerationLoad load, Map<LearnerKey, LearnerRow> rows) {
    load.copy(TABLE, rows.entrySet());
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
