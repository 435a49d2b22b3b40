package dev.manadeck.projection.progress;

import dev.manadeck.events.CardId;
import dev.manadeck.events.DeckId;
import dev.manadeck.events.Sequenced;
import dev.manadeck.events.UserId;
import dev.manadeck.projection.rowkey.LearnerCard;
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

/** The SQL of the table {@code card_marks}. */
final class MarkStore implements RowStore<LearnerCard, MarkRow> {
  private static final Table<Map.Entry<LearnerCard, MarkRow>> TABLE =
      Table.keyed(
          "card_marks",
          LearnerCard.COLUMNS,
          Columns.<MarkRow>none()
              .bool("is_favorite", MarkRow::isFavorite)
              .bool("is_suspended", MarkRow::isSuspended)
              .instant("created_at", MarkRow::createdAt)
              .instant("updated_at", MarkRow::updatedAt));

  private static final String READ =
      """
      SELECT deck_id, user_id, card_id, is_favorite, is_suspended, created_at, updated_at
      FROM %s
      JOIN %s AS mark USING (deck_id, user_id, card_id)
      """;

  @Override
  public List<Table<?>> tables() {
    return List.of(TABLE);
  }

  @Override
  public Map<LearnerCard, MarkRow> read(
      JdbcClient db, Generation generation, SequencedMap<LearnerCard, List<Sequenced>> touched) {
    return db
        .sql(
            READ.formatted(LearnerCard.COLUMNS.unnested("touched"), generation.table(TABLE.name())))
        .params(LearnerCard.COLUMNS.arrays(touched.keySet()))
        .query((row, number) -> Map.entry(card(row), mark(row)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public void save(
      JdbcClient db, Generation generation, List<Map.Entry<LearnerCard, MarkRow>> changed) {
    TABLE.upsert(db, generation, changed);
  }

  @Override
  public void insert(
      JdbcClient db, Generation generation, List<Map.Entry<LearnerCard, MarkRow>> created) {
    TABLE.insert(db, generation, created);
  }

  @Override
  public void load(GenerationLoad load, Map<LearnerCard, MarkRow> rows) {
    load.copy(TABLE, rows.entrySet());
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
