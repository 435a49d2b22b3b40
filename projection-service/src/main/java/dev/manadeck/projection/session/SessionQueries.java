package dev.manadeck.projection.session;

import dev.manadeck.events.DeckId;
import dev.manadeck.events.SessionId;
import dev.manadeck.events.UserId;
import dev.manadeck.projection.paging.Page;
import dev.manadeck.projection.paging.Paging;
import dev.manadeck.projection.runtime.SqlColumns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads a learner's own sessions. */
final class SessionQueries {
  /** Of a card that was reviewed more than once, the review that was accepted last decides. */
  private static final String WITH_COUNTS =
      """
      SELECT session.deck_id, session.session_id, session.user_id, mode, total_card_count,
        coalesce(completed_card_count, counted.card_count) AS completed_card_count,
        coalesce(correct_card_count, counted.correct_count) AS correct_card_count,
        started_at, completed_at, coalesce(time_spent_seconds, 0) AS time_spent_seconds
      FROM found AS session
      LEFT JOIN LATERAL (
        SELECT count(*) AS card_count, count(*) FILTER (WHERE is_correct) AS correct_count
        FROM (
          SELECT DISTINCT ON (card_id) rating > 1 AS is_correct
          FROM projection.card_reviews review
          WHERE review.deck_id = session.deck_id
            AND review.session_id = session.session_id
            AND review.user_id = session.user_id
            AND NOT is_undone
          ORDER BY card_id, created_at DESC, review_id DESC) AS last_of_card
        ) AS counted ON session.completed_at IS NULL
      """;

  private static final String ONE =
      """
      WITH found AS (
        SELECT *
        FROM projection.study_sessions
        WHERE deck_id = :deckId AND session_id = :sessionId AND user_id = :caller)
      """
          + WITH_COUNTS;

  private static final String COUNT =
      """
      SELECT count(*)
      FROM projection.study_sessions
      WHERE user_id = :caller AND deck_id = :deckId
      """;

  private static final String LIST =
      """
      WITH found AS (
        SELECT *
        FROM projection.study_sessions
        WHERE user_id = :caller AND deck_id = :deckId
        ORDER BY started_at DESC, session_id
        LIMIT :limit OFFSET :offset)
      """
          + WITH_COUNTS
          + "ORDER BY started_at DESC, session_id";

  private final JdbcClient db;

  SessionQueries(JdbcClient db) {
    this.db = db;
  }

  Optional<SessionJson> session(DeckId deckId, SessionId sessionId, UserId caller) {
    return db.sql(ONE)
        .param("deckId", deckId.value())
        .param("sessionId", sessionId.value())
        .param("caller", caller.value())
        .query(SessionQueries::session)
        .optional();
  }

  /** Newest first. */
  Page<SessionJson> list(DeckId deckId, UserId caller, Paging paging) {
    long total =
        db.sql(COUNT)
            .param("deckId", deckId.value())
            .param("caller", caller.value())
            .query(Long.class)
            .single();
    var sessions =
        total <= paging.offset()
            ? List.<SessionJson>of()
            : db.sql(LIST)
                .param("deckId", deckId.value())
                .param("caller", caller.value())
                .param("limit", paging.limit())
                .param("offset", paging.offset())
                .query(SessionQueries::session)
                .list();
    return new Page<>(sessions, total);
  }

  private static SessionJson session(ResultSet row, int number) throws SQLException {
    return new SessionJson(
        row.getObject("session_id", UUID.class),
        row.getObject("deck_id", UUID.class),
        row.getString("user_id"),
        row.getString("mode"),
        row.getInt("total_card_count"),
        row.getInt("completed_card_count"),
        row.getInt("correct_card_count"),
        SqlColumns.instant(row, "started_at"),
        SqlColumns.nullableInstant(row, "completed_at"),
        row.getInt("time_spent_seconds"));
  }
}
