package dev.manadeck.projection.deck;

import dev.manadeck.events.CardDetails;
import dev.manadeck.events.CardId;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.Sequenced;
import dev.manadeck.projection.runtime.Columns;
import dev.manadeck.projection.runtime.Generation;
import dev.manadeck.projection.runtime.GenerationLoad;
import dev.manadeck.projection.runtime.RowStore;
import dev.manadeck.projection.runtime.SqlColumns;
import dev.manadeck.projection.runtime.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL of the table {@code cards}. */
final class CardStore implements RowStore<CardKey, CardRow> {
  private static final Columns<CardKey> KEY =
      Columns.<CardKey>none()
          .uuid("deck_id", key -> key.deckId().value())
          .uuid("card_id", key -> key.cardId().value());

  static final Table<Map.Entry<CardKey, CardRow>> TABLE =
      Table.keyed(
          "cards",
          KEY,
          Columns.<CardRow>none()
              .integer("position", CardRow::position)
              .and(
                  Columns.<CardDetails>none()
                      .text("title", CardDetails::title)
                      .jsonb("content", card -> JsonColumn.write(card.content()))
                      .text("card_type", card -> CardTypeName.of(card.cardType()))
                      .text("ai_model", CardDetails::aiModel)
                      .text("ai_prompt", CardDetails::aiPrompt)
                      .of(CardRow::card))
              .bigint("version", CardRow::version)
              .bool("is_deleted", card -> card.deletedAt() != null)
              .instant("deleted_at", CardRow::deletedAt)
              .instant("created_at", CardRow::createdAt)
              .instant("updated_at", CardRow::updatedAt));

  private static final String READ =
      """
      SELECT card.deck_id, card.card_id, card.position, card.title, card.content, card.card_type,
        card.ai_model, card.ai_prompt, card.version, card.deleted_at, card.created_at,
        card.updated_at, deck.version AS deck_version
      FROM %s
      JOIN %s AS card USING (deck_id, card_id)
      JOIN %s AS deck USING (deck_id)
      """;

  @Override
  public List<Table<?>> tables() {
    return List.of(TABLE);
  }

  @Override
  public Map<CardKey, CardRow> read(
      JdbcClient db, Generation generation, SequencedMap<CardKey, List<Sequenced>> touched) {
    return db
        .sql(
            READ.formatted(
                KEY.unnested("touched"),
                generation.table(TABLE.name()),
                generation.table(DeckStore.TABLE.name())))
        .params(KEY.arrays(touched.keySet()))
        .query((row, number) -> Map.entry(key(row), card(row)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public void save(
      JdbcClient db, Generation generation, List<Map.Entry<CardKey, CardRow>> changed) {
    TABLE.upsert(db, generation, changed);
  }

  @Override
  public void insert(
      JdbcClient db, Generation generation, List<Map.Entry<CardKey, CardRow>> created) {
    TABLE.insert(db, generation, created);
  }

  @Override
  public void load(GenerationLoad load, Map<CardKey, CardRow> rows) {
    load.copy(TABLE, rows.entrySet());
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
