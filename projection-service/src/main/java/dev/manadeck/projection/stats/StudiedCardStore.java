package dev.manadeck.projection.stats;

import dev.manadeck.events.Recorded;
import dev.manadeck.projection.runtime.Generation;
import dev.manadeck.projection.runtime.RowStore;
import dev.manadeck.projection.runtime.SqlArrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The SQL of the table {@code studied_cards}, and of what its rows add to {@code user_stats}. Must
 * be saved after the totals: these then hold the locks of all learners concerned, in order.
 */
final class StudiedCardStore implements RowStore<StudiedCardKey, StudiedCardChange> {
  private static final String TABLE = "studied_cards";

  /** A card counts once, from its first review that counts until none is left. */
  private static final String ADD =
      """
      WITH counted AS (
        INSERT INTO %s AS stored (deck_id, user_id, card_id, review_count, created_at, updated_at)
        SELECT *
        FROM unnest(:deckIds, :userIds, :cardIds, :reviewCounts, :createdAts, :updatedAts)
        ON CONFLICT (deck_id, user_id, card_id) DO UPDATE SET
          review_count = stored.review_count + excluded.review_count,
          created_at = least(stored.created_at, excluded.created_at),
          updated_at = greatest(stored.updated_at, excluded.updated_at)
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

  @Override
  public Map<StudiedCardKey, StudiedCardChange> load(
      JdbcClient db, Generation generation, SortedMap<StudiedCardKey, List<Recorded>> touched) {
    return Map.of();
  }

  @Override
  public void save(
      JdbcClient db, Generation generation, SortedMap<StudiedCardKey, StudiedCardChange> changed) {
    var keys = changed.keySet();
    var rows = changed.values();
    db.sql(ADD.formatted(generation.table(TABLE), generation.table(TotalsStore.TABLE)))
        .param("deckIds", SqlArrays.uuids(keys, key -> key.deckId().value()))
        .param("userIds", SqlArrays.texts(keys, key -> key.userId().value()))
        .param("cardIds", SqlArrays.uuids(keys, key -> key.cardId().value()))
        .param("reviewCounts", SqlArrays.longs(rows, StudiedCardChange::reviewCount))
        .param("createdAts", SqlArrays.instants(rows, row -> row.span().first()))
        .param("updatedAts", SqlArrays.instants(rows, row -> row.span().last()))
        .update();
  }
}
