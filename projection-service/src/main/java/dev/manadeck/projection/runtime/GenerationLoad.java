package dev.manadeck.projection.runtime;

import java.util.ArrayList;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One transaction that brings rows folded from nothing into a generation's tables. */
public record GenerationLoad(JdbcClient db, Generation generation) {
  private static final int ROWS_A_STATEMENT = 5_000;

  /** Rows of whose keys none stands in the table yet. */
  public <S> void copy(Table<S> table, Iterable<S> rows) {
    table.copy(db, generation, rows);
  }

  /**
   * Parts of rows, which are added to what other loads have brought; in the order of their keys,
   * lest two loads wait for each other.
   */
  public <K extends Comparable<K>, R> void add(Table<Map.Entry<K, R>> table, Map<K, R> rows) {
    var ordered = new ArrayList<>(rows.entrySet());
    ordered.sort(Map.Entry.comparingByKey());
    for (int from = 0; from < ordered.size(); from += ROWS_A_STATEMENT) {
      var to = Math.min(ordered.size(), from + ROWS_A_STATEMENT);
      table.upsert(db, generation, ordered.subList(from, to));
    }
  }
}
