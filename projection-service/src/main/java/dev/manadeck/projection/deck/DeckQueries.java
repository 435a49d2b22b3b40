package dev.manadeck.projection.deck;

import dev.manadeck.events.DeckId;
import dev.manadeck.events.UserId;
import dev.manadeck.projection.paging.Page;
import dev.manadeck.projection.paging.Paging;
import dev.manadeck.projection.room.CardRoom;
import dev.manadeck.projection.runtime.SqlColumns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads decks and cards, as far as the caller may see them. */
final class DeckQueries {
  private static final String COLUMNS =
      """
      SELECT deck_id, user_id, title, description, cover_image_url, is_public, is_featured,
        featured_at, settings, tags, metadata, card_count, version, created_at, updated_at
      """;

  private static final String VISIBLE_DECK =
      COLUMNS
          + """
          FROM projection.decks
          WHERE deck_id = :deckId AND NOT is_deleted AND (user_id = :caller OR is_public)
          """;

  private static final String CARDS =
      """
      SELECT card.card_id, card.deck_id, position, title, content, card_type, ai_model, ai_prompt,
        version, card.created_at, card.updated_at,
        coalesce(is_favorite, false) AS is_favorite,
        coalesce(is_suspended, false) AS is_suspended
      FROM projection.cards card
      LEFT JOIN projection.card_marks mark
        ON mark.deck_id = card.deck_id AND mark.user_id = :caller AND mark.card_id = card.card_id
      WHERE card.deck_id = :deckId AND NOT is_deleted
      ORDER BY position, card.card_id
      """;

  private static final int CARDS_AT_A_TIME = 200;

  private static final String HAS_MARKS =
      """
      SELECT EXISTS (
        SELECT FROM projection.card_marks WHERE deck_id = :deckId AND user_id = :caller)
      """;

  private static final String IN_ORDER =
      "ORDER BY updated_at DESC, deck_id LIMIT :limit OFFSET :offset";

  private static final String OWN_OR_FEATURED =
      "(user_id = :caller OR (is_featured AND is_public))";

  private static final String HAS_TEXT = "(title ILIKE :text OR description ILIKE :text)";
  private static final String HAS_TAG = "tags @> ARRAY[CAST(:tag AS text)]";

  private final JdbcClient db;

  DeckQueries(JdbcClient db) {
    this.db = db;
  }

  Optional<DeckJson> deck(DeckId deckId, UserId caller) {
    return db.sql(VISIBLE_DECK)
        .param("deckId", deckId.value())
        .param("caller", caller.value())
        .query(DeckQueries::deck)
        .optional();
  }

  /**
   * Needs a transaction under way, or all rows are fetched before the first is seen.
   *
   * @param room that they take
   */
  List<CardJson> cards(DeckId deckId, UserId caller, CardRoom.Share room) {
    return db.sql(CARDS)
        .param("deckId", deckId.value())
        .param("caller", caller.value())
        .withFetchSize(CARDS_AT_A_TIME)
        .query(
            (row, number) -> {
              var card = card(row);
              room.add(card.title(), card.content(), card.aiModel(), card.aiPrompt());
              return card;
            })
        .list();
  }

  /** Whether the deck looks to the caller other than to everybody else. */
  boolean hasMarks(DeckId deckId, UserId caller) {
    return db.sql(HAS_MARKS)
        .param("deckId", deckId.value())
        .param("caller", caller.value())
        .query(Boolean.class)
        .single();
  }

  Page<DeckJson> list(DeckFilter filter, UserId caller, Paging paging) {
    var parameters = new HashMap<String, Object>();
    var source = "FROM projection.decks WHERE NOT is_deleted\n" + where(filter, caller, parameters);
    long total = db.sql("SELECT count(*) " + source).params(parameters).query(Long.class).single();
    parameters.put("limit", paging.limit());
    parameters.put("offset", paging.offset());
    var decks =
        total <= paging.offset()
            ? List.<DeckJson>of()
            : db.sql(COLUMNS + source + IN_ORDER)
                .params(parameters)
                .query(DeckQueries::deck)
                .list();
    return new Page<>(decks, total);
  }

  private static String where(DeckFilter filter, UserId caller, Map<String, Object> parameters) {
    var where = new StringBuilder("AND ").append(scope(filter.scope())).append('\n');
    if (filter.scope() == null || filter.scope() == DeckFilter.Scope.OWN) {
      parameters.put("caller", caller.value());
    }
    if (filter.text() != null) {
      where.append("AND ").append(HAS_TEXT).append('\n');
      parameters.put("text", "%" + filter.text().replaceAll("([\\\\%_])", "\\\\$1") + "%");
    }
    if (filter.tag() != null) {
      where.append("AND ").append(HAS_TAG).append('\n');
      parameters.put("tag", filter.tag());
    }
    return where.toString();
  }

  private static String scope(DeckFilter.@Nullable Scope scope) {
    return switch (scope) {
      case null -> OWN_OR_FEATURED;
      case OWN -> "user_id = :caller";
      case FEATURED -> "is_featured AND is_public";
      case PUBLIC -> "is_public";
    };
  }

  private static DeckJson deck(ResultSet row, int number) throws SQLException {
    return new DeckJson(
        row.getObject("deck_id", UUID.class),
        row.getString("user_id"),
        row.getString("title"),
        row.getString("description"),
        row.getString("cover_image_url"),
        row.getBoolean("is_public"),
        row.getBoolean("is_featured"),
        SqlColumns.nullableInstant(row, "featured_at"),
        JsonColumn.settings(row.getString("settings")),
        SqlColumns.texts(row, "tags"),
        row.getString("metadata"),
        row.getInt("card_count"),
        row.getLong("version"),
        SqlColumns.instant(row, "created_at"),
        SqlColumns.instant(row, "updated_at"),
        null);
  }

  private static CardJson card(ResultSet row) throws SQLException {
    return new CardJson(
        row.getObject("card_id", UUID.class),
        row.getObject("deck_id", UUID.class),
        row.getInt("position"),
        row.getString("title"),
        row.getString("content"),
        row.getString("card_type"),
        row.getString("ai_model"),
        row.getString("ai_prompt"),
        row.getLong("version"),
        row.getBoolean("is_favorite"),
        row.getBoolean("is_suspended"),
        SqlColumns.instant(row, "created_at"),
        SqlColumns.instant(row, "updated_at"));
  }
}
