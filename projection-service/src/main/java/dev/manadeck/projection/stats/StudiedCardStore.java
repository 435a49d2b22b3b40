package dev.manadeck.projection.stats;

import dev.manadeck.events.Sequenced;
import dev.manadeck.projection.rowkey.LearnerCard;
import dev.manadeck.projection.runtime.Columns;
import dev.manadeck.projection.runtime.Generation;
import dev.manadeck.projection.runtime.GenerationLoad;
import dev.manadeck.projection.runtime.RowStore;
import dev.manadeck.projection.runtime.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The SQL of the table {@code studied_cards}, and of what its rows add to {@code user_stats}. Must
 * be saved after the totals: these then hold the locks of all learners concerned, in order.
 */
final class StudiedCardStore implements RowStore<LearnerCard, StudiedCardChange> {
  private static final Table<Map.Entry<LearnerCard, StudiedCardChange>> TABLE =
      Table.keyed(
          "studied_cards",
          LearnerCard.COLUMNS,
          Columns.<StudiedCardChange>none()
              .bigint("review_count", StudiedCardChange::reviewCount)
              .added()
              .and(Span.COLUMNS.of(StudiedCardChange::span)));

  /** A card counts once, from its first review that counts until none is left. */
  private static final String ADD =
      """
      WITH counted AS (
        %s
        RETURNING new.user_id,
          (new.review_count > 0)::int - (coalesce(old.review_count, 0) > 0)::int AS more),
      changes AS (
        SELECT user_id, sum(more) AS more
        FROM counted
        GROUP BY user_id
        HAVING sum(more) <> 0)
      UPDATE %s AS stats
      SET studied_card_count = studied_card_count + changes.more
      FROM changes
      WHERE stats.user_id = changes.user_id
      """;

  private static final Columns<Map.Entry<String, Long>> COUNTS =
      Columns.<Map.Entry<String, Long>>none()
          .text("user_id", Map.Entry::getKey)
          .bigint("more", Map.Entry::getValue);

  private static final String ADD_COUNTS =
      """
      UPDATE %s AS stats
      SET studied_card_count = studied_card_count + changes.more
      FROM %s
      WHERE stats.user_id = changes.user_id
      """;

  @Override
  public List<Table<?>> tables() {
    return List.of(TABLE);
  }

  @Override
  public Map<LearnerCard, StudiedCardChange> read(
      JdbcClient db, Generation generation, SequencedMap<LearnerCard, List<Sequenced>> touched) {
    return Map.of();
  }

  @Override
  public void save(
      JdbcClient db,
      Generation generation,
      List<Map.Entry<LearnerCard, StudiedCardChange>> changed) {
    db.sql(ADD.formatted(TABLE.upsertText(generation), totals(generation)))
        .params(TABLE.parameters(changed))
        .update();
  }

  @Override
  public void load(GenerationLoad load, Map<LearnerCard, StudiedCardChange> rows) {
    load.copy(TABLE, rows.entrySet());
    var counts = new HashMap<String, Long>();
    rows.forEach(
        (key, change) -> {
          if (change.reviewCount() > 0) {
            counts.merge(key.userId().value(), 1L, Long::sum);
          }
        });
    load.db()
        .sql(ADD_COUNTS.formatted(totals(load.generation()), COUNTS.unnested("changes")))
        .params(COUNTS.arrays(new ArrayList<>(counts.entrySet())))
        .update();
  }

  private static String totals(Generation generation) {
    return generation.table(TotalsStore.TABLE.name());
  }
}
