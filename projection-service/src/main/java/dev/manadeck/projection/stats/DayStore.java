package dev.manadeck.projection.stats;

import dev.manadeck.events.Sequenced;
import dev.manadeck.projection.runtime.Columns;
import dev.manadeck.projection.runtime.Generation;
import dev.manadeck.projection.runtime.GenerationLoad;
import dev.manadeck.projection.runtime.RowStore;
import dev.manadeck.projection.runtime.Table;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL of the table {@code study_days}. */
final class DayStore implements RowStore<DayKey, DayChange> {
  private static final Table<Map.Entry<DayKey, DayChange>> TABLE =
      Table.keyed(
              "study_days",
              Columns.<DayKey>none()
                  .text("user_id", key -> key.userId().value())
                  .day("study_day", DayKey::day),
              Columns.<DayChange>none()
                  .bigint("review_count", row -> row.sums().reviewCount())
                  .added()
                  .bigint("correct_review_count", row -> row.sums().correctCount())
                  .added()
                  .bigint("time_spent_ms", row -> row.sums().timeMillis())
                  .added()
                  .and(Span.COLUMNS.of(DayChange::span)))
          .shared();

  @Override
  public List<Table<?>> tables() {
    return List.of(TABLE);
  }

  @Override
  public Map<DayKey, DayChange> read(
      JdbcClient db, Generation generation, SequencedMap<DayKey, List<Sequenced>> touched) {
    return Map.of();
  }

  @Override
  public void save(
      JdbcClient db, Generation generation, List<Map.Entry<DayKey, DayChange>> changed) {
    TABLE.upsert(db, generation, changed);
  }

  @Override
  public void load(GenerationLoad load, Map<DayKey, DayChange> rows) {
    load.add(TABLE, rows);
  }
}
