package dev.manadeck.projection.session;

import dev.manadeck.events.DeckId;
import dev.manadeck.events.Sequenced;
import dev.manadeck.events.SessionId;
import dev.manadeck.events.UserId;
import dev.manadeck.projection.runtime.Columns;
import dev.manadeck.projection.runtime.Generation;
import dev.manadeck.projection.runtime.GenerationLoad;
import dev.manadeck.projection.runtime.RowStore;
import dev.manadeck.projection.runtime.SqlColumns;
import dev.manadeck.projection.runtime.Table;
import dev.manadeck.projection.session.SessionRow.Totals;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL of the table {@code study_sessions}. */
final class SessionStore implements RowStore<SessionKey, SessionRow> {
  private static final Columns<SessionKey> KEY =
      Columns.<SessionKey>none()
          .uuid("deck_id", key -> key.deckId().value())
          .uuid("session_id", key -> key.sessionId().value());

  private static final Table<Map.Entry<SessionKey, SessionRow>> TABLE =
      Table.keyed(
          "study_sessions",
          KEY,
          Columns.<SessionRow>none()
              .text("user_id", row -> row.userId().value())
              .text("mode", row -> SessionModeName.of(row.mode()))
              .text("time_zone", row -> row.timeZone().getId())
              .smallint("day_start_hour", SessionRow::dayStartHour)
              .integer("total_card_count", SessionRow::totalCards)
              .nullableInteger("completed_card_count", ifEnded(Totals::completedCards))
              .nullableInteger("correct_card_count", ifEnded(Totals::correctCards))
              .nullableInteger("review_count", ifEnded(Totals::reviewCount))
              .nullableInteger("correct_review_count", ifEnded(Totals::correctReviewCount))
              .nullableBool("is_win", ifEnded(Totals::isWin))
              .nullableInteger("time_spent_seconds", ifEnded(Totals::timeSpentSeconds))
              .instant("started_at", SessionRow::startedAt)
              .instant("completed_at", ifEnded(Totals::completedAt))
              .instant("created_at", SessionRow::startedAt)
              .instant("updated_at", SessionRow::updatedAt));

  private static final String READ =
      """
      SELECT deck_id, session_id, user_id, mode, time_zone, day_start_hour, total_card_count,
        completed_card_count, correct_card_count, review_count, correct_review_count, is_win,
        time_spent_seconds, started_at, completed_at
      FROM %s
      JOIN %s AS session USING (deck_id, session_id)
      """;

  @Override
  public List<Table<?>> tables() {
    return List.of(TABLE);
  }

  @Override
  public Map<SessionKey, SessionRow> read(
      JdbcClient db, Generation generation, SequencedMap<SessionKey, List<Sequenced>> touched) {
    return db
        .sql(READ.formatted(KEY.unnested("touched"), generation.table(TABLE.name())))
        .params(KEY.arrays(touched.keySet()))
        .query((row, number) -> Map.entry(key(row), session(row)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public void save(
      JdbcClient db, Generation generation, List<Map.Entry<SessionKey, SessionRow>> changed) {
    TABLE.upsert(db, generation, changed);
  }

  @Override
  public void insert(
      JdbcClient db, Generation generation, List<Map.Entry<SessionKey, SessionRow>> created) {
    TABLE.insert(db, generation, created);
  }

  @Override
  public void load(GenerationLoad load, Map<SessionKey, SessionRow> rows) {
    load.copy(TABLE, rows.entrySet());
  }

  private static <V> Function<SessionRow, @Nullable V> ifEnded(Function<Totals, V> value) {
    return row -> {
      var totals = row.totals();
      return totals == null ? null : value.apply(totals);
    };
  }

  private static SessionKey key(ResultSet row) throws SQLException {
    return new SessionKey(
        new DeckId(row.getObject("deck_id", UUID.class)),
        new SessionId(row.getObject("session_id", UUID.class)));
  }

  private static SessionRow session(ResultSet row) throws SQLException {
    var completedAt = SqlColumns.nullableInstant(row, "completed_at");
    return new SessionRow(
        new UserId(row.getString("user_id")),
        SessionModeName.parse(row.getString("mode")),
        ZoneId.of(row.getString("time_zone")),
        row.getInt("day_start_hour"),
        row.getInt("total_card_count"),
        SqlColumns.instant(row, "started_at"),
        completedAt == null
            ? null
            : new Totals(
                row.getInt("completed_card_count"),
                row.getInt("correct_card_count"),
                row.getInt("review_count"),
                row.getInt("correct_review_count"),
                row.getBoolean("is_win"),
                row.getInt("time_spent_seconds"),
                completedAt));
  }
}
