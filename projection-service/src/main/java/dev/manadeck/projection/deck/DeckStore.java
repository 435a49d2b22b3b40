package dev.manadeck.projection.deck;

import dev.manadeck.events.DeckDetails;
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
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** The SQL of the table {@code decks}. */
final class DeckStore implements RowStore<DeckId, DeckRow> {
  static final String TABLE = "decks";

  private static final String LOAD =
      """
      SELECT deck_id, user_id, title, description, cover_image_url, is_public, featured_at,
        settings, tags, metadata, card_count, version, deleted_at, created_at, updated_at
      FROM %s
      WHERE deck_id = ANY (:deckIds)
      """;

  private static final String SAVE =
      """
      INSERT INTO %s
        (deck_id, user_id, title, description, cover_image_url, is_public, is_featured, featured_at,
         settings, tags, metadata, card_count, version, is_deleted, deleted_at, created_at,
         updated_at)
      SELECT deck_id, user_id, title, description, cover_image_url, is_public,
        featured_at IS NOT NULL, featured_at, settings::jsonb,
        ARRAY(SELECT jsonb_array_elements_text(tags::jsonb)), metadata::jsonb, card_count, version,
        deleted_at IS NOT NULL, deleted_at, created_at, updated_at
      FROM unnest(:deckIds, :userIds, :titles, :descriptions, :coverImageUrls, :isPublics,
          :featuredAts, :settings, :tags, :metadata, :cardCounts, :versions, :deletedAts,
          :createdAts, :updatedAts)
        AS row (deck_id, user_id, title, description, cover_image_url, is_public, featured_at,
          settings, tags, metadata, card_count, version, deleted_at, created_at, updated_at)
      ON CONFLICT (deck_id) DO UPDATE SET
        title = excluded.title,
        description = excluded.description,
        cover_image_url = excluded.cover_image_url,
        is_public = excluded.is_public,
        is_featured = excluded.is_featured,
        featured_at = excluded.featured_at,
        settings = excluded.settings,
        tags = excluded.tags,
        metadata = excluded.metadata,
        card_count = excluded.card_count,
        version = excluded.version,
        is_deleted = excluded.is_deleted,
        deleted_at = excluded.deleted_at,
        updated_at = excluded.updated_at
      """;

  @Override
  public Map<DeckId, DeckRow> load(
      JdbcClient db, Generation generation, SortedMap<DeckId, List<Recorded>> touched) {
    return db
        .sql(LOAD.formatted(generation.table(TABLE)))
        .param("deckIds", SqlArrays.uuids(touched.keySet(), DeckId::value))
        .query(
            (row, number) -> Map.entry(new DeckId(row.getObject("deck_id", UUID.class)), deck(row)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public void save(JdbcClient db, Generation generation, SortedMap<DeckId, DeckRow> changed) {
    var rows = changed.values();
    db.sql(SAVE.formatted(generation.table(TABLE)))
        .param("deckIds", SqlArrays.uuids(changed.keySet(), DeckId::value))
        .param("userIds", SqlArrays.texts(rows, deck -> deck.userId().value()))
        .param("titles", SqlArrays.texts(rows, deck -> deck.details().title()))
        .param("descriptions", SqlArrays.texts(rows, deck -> deck.details().description()))
        .param("coverImageUrls", SqlArrays.texts(rows, deck -> deck.details().coverImageUrl()))
        .param("isPublics", SqlArrays.booleans(rows, DeckRow::isPublic))
        .param("featuredAts", SqlArrays.instants(rows, DeckRow::featuredAt))
        .param("settings", json(rows, DeckDetails::settings))
        .param("tags", json(rows, DeckDetails::tags))
        .param("metadata", json(rows, DeckDetails::metadata))
        .param("cardCounts", SqlArrays.ints(rows, DeckRow::cardCount))
        .param("versions", SqlArrays.longs(rows, DeckRow::version))
        .param("deletedAts", SqlArrays.instants(rows, DeckRow::deletedAt))
        .param("createdAts", SqlArrays.instants(rows, DeckRow::createdAt))
        .param("updatedAts", SqlArrays.instants(rows, DeckRow::updatedAt))
        .update();
  }

  private static SqlArrayValue json(
      Collection<DeckRow> decks, Function<DeckDetails, Object> value) {
    return SqlArrays.texts(decks, deck -> JsonColumn.write(value.apply(deck.details())));
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
