package dev.manadeck.projection.progress;

import dev.manadeck.events.CardId;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.Recorded;
import dev.manadeck.events.UserId;
import dev.manadeck.projection.runtime.Generation;
import dev.manadeck.projection.runtime.RowStore;
import dev.manadeck.projection.runtime.SqlArrays;
import dev.manadeck.projection.runtime.SqlColumns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL of the table {@code card_marks}. */
final class MarkStore implements RowStore<LearnerCard, MarkRow> {
  private static final String TABLE = "card_marks";

  private static final String LOAD =
      """
      SELECT mark.deck_id, mark.user_id, mark.card_id, is_favorite, is_suspended, created_at,
        updated_at
      FROM unnest(:deckIds, :userIds, :cardIds) AS touched (deck_id, user_id, card_id)
      JOIN %s AS mark
        ON mark.deck_id = touched.deck_id
        AND mark.user_id = touched.user_id
        AND mark.card_id = touched.card_id
      """;

  private static final String SAVE =
      """
      INSERT INTO %s
        (deck_id, user_id, card_id, is_favorite, is_suspended, created_at, updated_at)
      SELECT *
      FROM unnest(:deckIds, :userIds, :cardIds, :isFavorites, :isSuspendeds, :createdAts,
        :updatedAts)
      ON CONFLICT (deck_id, user_id, card_id) DO UPDATE SET
        is_favorite = excluded.is_favorite,
        is_suspended = excluded.is_suspended,
        created_at = excluded.created_at,
        updated_at = excluded.updated_at
      """;

  @Override
  public Map<LearnerCard, MarkRow> load(
      JdbcClient db, Generation generation, SortedMap<LearnerCard, List<Recorded>> touched) {
    return of(db.sql(LOAD.formatted(generation.table(TABLE))), touched.keySet())
        .query((row, number) -> Map.entry(card(row), mark(row)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public void save(JdbcClient db, Generation generation, SortedMap<LearnerCard, MarkRow> changed) {
    var rows = changed.values();
    of(db.sql(SAVE.formatted(generation.table(TABLE))), changed.keySet())
        .param("isFavorites", SqlArrays.booleans(rows, MarkRow::isFavorite))
        .param("isSuspendeds", SqlArrays.booleans(rows, MarkRow::isSuspended))
        .param("createdAts", SqlArrays.instants(rows, MarkRow::createdAt))
        .param("updatedAts", SqlArrays.instants(rows, MarkRow::updatedAt))
        .update();
  }

  private static JdbcClient.StatementSpec of(
      JdbcClient.StatementSpec statement, Collection<LearnerCard> cards) {
    return statement
        .param("deckIds", SqlArrays.uuids(cards, card -> card.deckId().value()))
        .param("userIds", SqlArrays.texts(cards, card -> card.userId().value()))
        .param("cardIds", SqlArrays.uuids(cards, card -> card.cardId().value()));
  }

  private static LearnerCard card(ResultSet row) throws SQLException {
    return new LearnerCard(
        new DeckId(row.getObject("deck_id", UUID.class)),
        new UserId(row.getString("user_id")),
        new CardId(row.getObject("card_id", UUID.class)));
  }

  private static MarkRow mark(ResultSet row) throws SQLException {
    return new MarkRow(
        row.getBoolean("is_favorite"),
        row.getBoolean("is_suspended"),
        SqlColumns.instant(row, "created_at"),
        SqlColumns.instant(row, "updated_at"));
  }
}
