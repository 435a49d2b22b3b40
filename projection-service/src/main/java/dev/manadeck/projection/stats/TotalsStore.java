package dev.manadeck.projection.stats;

import dev.manadeck.events.Sequenced;
import dev.manadeck.projection.rowkey.LearnerKey;
import dev.manadeck.projection.runtime.Columns;
import dev.manadeck.projection.runtime.Generation;
import dev.manadeck.projection.runtime.GenerationLoad;
import dev.manadeck.projection.runtime.RowStore;
import dev.manadeck.projection.runtime.Table;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL of the table {@code user_stats}, but for the count of different cards. */
final class TotalsStore implements RowStore<LearnerKey, TotalsChange> {
  static final Table<Map.Entry<LearnerKey, TotalsChange>> TABLE =
      Table.keyed(
              "user_stats",
              LearnerKey.COLUMNS,
              Columns.<TotalsChange>none()
                  .bigint("session_count", TotalsChange::sessionCount)
                  .added()
                  .bigint("win_count", TotalsChange::winCount)
                  .added()
                  .bigint("studied_card_count", any -> 0)
                  .added()
                  .bigint("review_count", TotalsChange::reviewCount)
                  .added()
                  .bigint("correct_review_count", TotalsChange::correctReviewCount)
                  .added()
                  .bigint("time_spent_ms", TotalsChange::timeMillis)
                  .added()
                  .and(Span.COLUMNS.of(TotalsChange::span)))
          .shared();

  @Override
  public List<Table<?>> tables() {
    return List.of(TABLE);
  }

  @Override
  public Map<LearnerKey, TotalsChange> read(
      JdbcClient db, Generation generation, SequencedMap<LearnerKey, List<Sequenced>> touched) {
    return Map.of();
  }

  @Override
  public void save(
      JdbcClient db, Generation generation, List<Map.Entry<LearnerKey, TotalsChange>> changed) {
    TABLE.upsert(db, generation, changed);
  }

  @Override
  public void load(GenerationLoad load, Map<LearnerKey, TotalsChange> rows) {
    load.add(TABLE, rows);
  }
}
