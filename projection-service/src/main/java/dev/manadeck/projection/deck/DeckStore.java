package dev.manadeck.projection.deck;

import dev.manadeck.events.DeckDetails;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.Sequenced;
import dev.manadeck.events.UserId;
import dev.manadeck.projection.runtime.Columns;
import dev.manadeck.projection.runtime.Generation;
import dev.manadeck.projection.runtime.GenerationLoad;
import dev.manadeck.projection.runtime.RowStore;
import dev.manadeck.projection.runtime.SqlArrays;
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

/** The SQL of the table {@code decks}. */
final class DeckStore implements RowStore<DeckId, DeckRow> {
  static final Table<Map.Entry<DeckId, DeckRow>> TABLE =
      Table.keyed(
          "decks",
          Columns.<DeckId>none().uuid("deck_id", DeckId::value),
          Columns.<DeckRow>none()
              .text("user_id", deck -> deck.userId().value())
              .and(
                  Columns.<DeckDetails>none()
                      .text("title", DeckDetails::title)
                      .text("description", DeckDetails::description)
                      .text("cover_image_url", DeckDetails::coverImageUrl)
                      .jsonb("settings", details -> JsonColumn.write(details.settings()))
                      .texts("tags", DeckDetails::tags, details -> JsonColumn.write(details.tags()))
                      .jsonb("metadata", details -> JsonColumn.write(details.metadata()))
                      .of(DeckRow::details))
              .bool("is_public", DeckRow::isPublic)
              .bool("is_featured", deck -> deck.featuredAt() != null)
              .instant("featured_at", DeckRow::featuredAt)
              .integer("card_count", DeckRow::cardCount)
              .bigint("version", DeckRow::version)
              .bool("is_deleted", deck -> deck.deletedAt() != null)
              .instant("deleted_at", DeckRow::deletedAt)
              .instant("created_at", DeckRow::createdAt)
              .instant("updated_at", DeckRow::updatedAt));

  private static final String READ =
      """
      SELECT deck_id, user_id, title, description, cover_image_url, is_public, featured_at,
        settings, tags, metadata, card_count, version, deleted_at, created_at, updated_at
      FROM %s
      WHERE deck_id = ANY (:deckIds)
      """;

  @Override
  public List<Table<?>> tables() {
    return List.of(TABLE);
  }

  @Override
  public Map<DeckId, DeckRow> read(
      JdbcClient db, Generation generation, SequencedMap<DeckId, List<Sequenced>> touched) {
    return db
        .sql(READ.formatted(generation.table(TABLE.name())))
        .param("deckIds", SqlArrays.uuids(touched.keySet(), DeckId::value))
        .query(
            (row, number) -> Map.entry(new DeckId(row.getObject("deck_id", UUID.class)), deck(row)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public void save(JdbcClient db, Generation generation, List<Map.Entry<DeckId, DeckRow>> changed) {
    TABLE.upsert(db, generation, changed);
  }

  @Override
  public void insert(
      JdbcClient db, Generation generation, List<Map.Entry<DeckId, DeckRow>> created) {
    TABLE.insert(db, generation, created);
  }

  @Override
  public void load(GenerationLoad load, Map<DeckId, DeckRow> rows) {
    load.copy(TABLE, rows.entrySet());
  }

  private static DeckRow deck(ResultSet row) throws SQLException {
    var details =
        new DeckDetails(
            row.getString("title"),
            row.getString("description"),
            row.getString("cover_image_url"),
            JsonColumn.settings(row.getString("settings")),
            SqlColumns.texts(row, "tags"),
            JsonColumn.object(row.getString("metadata")));
    return new DeckRow(
        new UserId(row.getString("user_id")),
        details,
        row.getBoolean("is_public"),
        SqlColumns.nullableInstant(row, "featured_at"),
        row.getInt("card_count"),
        row.getLong("version"),
        SqlColumns.nullableInstant(row, "deleted_at"),
        SqlColumns.instant(row, "created_at"),
        SqlColumns.instant(row, "updated_at"));
  }
}
