package dev.manadeck.projection.session;

import dev.manadeck.events.DeckId;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.SessionId;
import dev.manadeck.events.UserId;
import dev.manadeck.projection.runtime.Generation;
import dev.manadeck.projection.runtime.RowStore;
import dev.manadeck.projection.runtime.SqlArrays;
import dev.manadeck.projection.runtime.SqlColumns;
import dev.manadeck.projection.session.SessionRow.Totals;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** The SQL of the table {@code study_sessions}. */
final class SessionStore implements RowStore<SessionKey, SessionRow> {
  private static final String TABLE = "study_sessions";

  private static final String LOAD =
      """
      SELECT session.deck_id, session.session_id, user_id, mode, time_zone, day_start_hour,
        total_card_count, completed_card_count, correct_card_count, review_count,
        correct_review_count, is_win, time_spent_seconds, started_at, completed_at
      FROM unnest(:deckIds, :sessionIds) AS touched (deck_id, session_id)
      JOIN %s AS session
        ON session.deck_id = touched.deck_id AND session.session_id = touched.session_id
      """;

  private static final String SAVE =
      """
      INSERT INTO %s
        (deck_id, session_id, user_id, mode, time_zone, day_start_hour, total_card_count,
         completed_card_count, correct_card_count, review_count, correct_review_count, is_win,
         time_spent_seconds, started_at, completed_at, created_at, updated_at)
      SELECT *
      FROM unnest(:deckIds, :sessionIds, :userIds, :modes, :timeZones, :dayStartHours, :totalCards,
        :completedCards, :correctCards, :reviewCounts, :correctReviewCounts, :isWins, :timesSpent,
        :startedAts, :completedAts, :startedAts, :updatedAts)
      ON CONFLICT (deck_id, session_id) DO UPDATE SET
        completed_card_count = excluded.completed_card_count,
        correct_card_count = excluded.correct_card_count,
        review_count = excluded.review_count,
        correct_review_count = excluded.correct_review_count,
        is_win = excluded.is_win,
        time_spent_seconds = excluded.time_spent_seconds,
        completed_at = excluded.completed_at,
        updated_at = excluded.updated_at
      """;

  @Override
  public Map<SessionKey, SessionRow> load(
      JdbcClient db, Generation generation, SortedMap<SessionKey, List<Recorded>> touched) {
    return of(db.sql(LOAD.formatted(generation.table(TABLE))), touched.keySet())
        .query((row, number) -> Map.entry(key(row), session(row)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public void save(
      JdbcClient db, Generation generation, SortedMap<SessionKey, SessionRow> changed) {
    var rows = changed.values();
    of(db.sql(SAVE.formatted(generation.table(TABLE))), changed.keySet())
        .param("userIds", SqlArrays.texts(rows, row -> row.userId().value()))
        .param("modes", SqlArrays.texts(rows, row -> SessionModeName.of(row.mode())))
        .param("timeZones", SqlArrays.texts(rows, row -> row.timeZone().getId()))
        .param("dayStartHours", SqlArrays.ints(rows, SessionRow::dayStartHour))
        .param("totalCards", SqlArrays.ints(rows, SessionRow::totalCards))
        .param("completedCards", ints(rows, Totals::completedCards))
        .param("correctCards", ints(rows, Totals::correctCards))
        .param("reviewCounts", ints(rows, Totals::reviewCount))
        .param("correctReviewCounts", ints(rows, Totals::correctReviewCount))
        .param("isWins", SqlArrays.booleans(rows, row -> ifAny(row, Totals::isWin)))
        .param("timesSpent", ints(rows, Totals::timeSpentSeconds))
        .param("startedAts", SqlArrays.instants(rows, SessionRow::startedAt))
        .param("completedAts", SqlArrays.instants(rows, row -> ifAny(row, Totals::completedAt)))
        .param("updatedAts", SqlArrays.instants(rows, SessionRow::updatedAt))
        .update();
  }

  private static SqlArrayValue ints(Collection<SessionRow> rows, Function<Totals, Integer> value) {
    return SqlArrays.ints(rows, row -> ifAny(row, value));
  }

  private static <V> @Nullable V ifAny(SessionRow row, Function<Totals, V> value) {
    var totals = row.totals();
    return totals == null ? null : value.apply(totals);
  }

  private static JdbcClient.StatementSpec of(
      JdbcClient.StatementSpec statement, Collection<SessionKey> keys) {
    return statement
        .param("deckIds", SqlArrays.uuids(keys, key -> key.deckId().value()))
        .param("sessionIds", SqlArrays.uuids(keys, key -> key.sessionId().value()));
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
