package dev.manadeck.projection.deck;

import dev.manadeck.events.CardDetails;
import dev.manadeck.events.CardId;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.Recorded;
import dev.manadeck.projection.runtime.Generation;
import dev.manadeck.projection.runtime.RowStore;
import dev.manadeck.projection.runtime.SqlArrays;
import dev.manadeck.projection.runtime.SqlColumns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL of the table {@code cards}. */
final class CardStore implements RowStore<CardKey, CardRow> {
  static final String TABLE = "cards";

  private static final String LOAD =
      """
      SELECT card.deck_id, card.card_id, card.position, card.title, card.content, card.card_type,
        card.ai_model, card.ai_prompt, card.version, card.deleted_at, card.created_at,
        card.updated_at, deck.version AS deck_version
      FROM unnest(:deckIds, :cardIds) AS touched (deck_id, card_id)
      JOIN %s AS card ON card.deck_id = touched.deck_id AND card.card_id = touched.card_id
      JOIN %s AS deck ON deck.deck_id = card.deck_id
      """;

  private static final String SAVE =
      """
      INSERT INTO %s
        (deck_id, card_id, position, title, content, card_type, ai_model, ai_prompt, version,
         is_deleted, deleted_at, created_at, updated_at)
      SELECT deck_id, card_id, position, title, content::jsonb, card_type, ai_model, ai_prompt,
        version, deleted_at IS NOT NULL, deleted_at, created_at, updated_at
      FROM unnest(:deckIds, :cardIds, :positions, :titles, :contents, :cardTypes, :aiModels,
          :aiPrompts, :versions, :deletedAts, :createdAts, :updatedAts)
        AS row (deck_id, card_id, position, title, content, card_type, ai_model, ai_prompt, version,
          deleted_at, created_at, updated_at)
      ON CONFLICT (deck_id, card_id) DO UPDATE SET
        position = excluded.position,
        title = excluded.title,
        content = excluded.content,
        card_type = excluded.card_type,
        ai_model = excluded.ai_model,
        ai_prompt = excluded.ai_prompt,
        version = excluded.version,
        is_deleted = excluded.is_deleted,
        deleted_at = excluded.deleted_at,
        created_at = excluded.created_at,
        updated_at = excluded.updated_at
      """;

  @Override
  public Map<CardKey, CardRow> load(
      JdbcClient db, Generation generation, SortedMap<CardKey, List<Recorded>> touched) {
    return db
        .sql(LOAD.formatted(generation.table(TABLE), generation.table(DeckStore.TABLE)))
        .param("deckIds", SqlArrays.uuids(touched.keySet(), key -> key.deckId().value()))
        .param("cardIds", SqlArrays.uuids(touched.keySet(), key -> key.cardId().value()))
        .query((row, number) -> Map.entry(key(row), card(row)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public void save(JdbcClient db, Generation generation, SortedMap<CardKey, CardRow> changed) {
    var keys = changed.keySet();
    var rows = changed.values();
    db.sql(SAVE.formatted(generation.table(TABLE)))
        .param("deckIds", SqlArrays.uuids(keys, key -> key.deckId().value()))
        .param("cardIds", SqlArrays.uuids(keys, key -> key.cardId().value()))
        .param("positions", SqlArrays.ints(rows, CardRow::position))
        .param("titles", SqlArrays.texts(rows, row -> row.card().title()))
        .param("contents", SqlArrays.texts(rows, row -> JsonColumn.write(row.card().content())))
        .param("cardTypes", SqlArrays.texts(rows, row -> CardTypeName.of(row.card().cardType())))
        .param("aiModels", SqlArrays.texts(rows, row -> row.card().aiModel()))
        .param("aiPrompts", SqlArrays.texts(rows, row -> row.card().aiPrompt()))
        .param("versions", SqlArrays.longs(rows, CardRow::version))
        .param("deletedAts", SqlArrays.instants(rows, CardRow::deletedAt))
        .param("createdAts", SqlArrays.instants(rows, CardRow::createdAt))
        .param("updatedAts", SqlArrays.instants(rows, CardRow::updatedAt))
        .update();
  }

  private static CardKey key(ResultSet row) throws SQLException {
    return new CardKey(
        new DeckId(row.getObject("deck_id", UUID.class)),
        new CardId(row.getObject("card_id", UUID.class)));
  }

  private static CardRow card(ResultSet row) throws SQLException {
    var card =
        new CardDetails(
            row.getString("title"),
            JsonColumn.tree(row.getString("content")),
            CardTypeName.parse(row.getString("card_type")),
            row.getString("ai_model"),
            row.getString("ai_prompt"));
    return new CardRow(
        row.getInt("position"),
        card,
        row.getLong("version"),
        SqlColumns.nullableInstant(row, "deleted_at"),
        SqlColumns.instant(row, "created_at"),
        SqlColumns.instant(row, "updated_at"),
        row.getLong("deck_version"));
  }
}
