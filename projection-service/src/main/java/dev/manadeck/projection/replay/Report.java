package dev.manadeck.projection.replay;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison of the live tables with the log found.
 *
 * @param at where both stood: the next offset by partition
 * @param comparedRowCount rows of the live tables
 * @param differingRowCount rows that differ, stand only in the live tables, or are missing there
 * @param differences the first of them; empty in lists of runs
 */
public record Report(
    Map<String, Long> at,
    long comparedRowCount,
    long differingRowCount,
    List<RowDifference> differences) {

  public boolean isClean() {
    return differingRowCount == 0;
  }

  /**
   * @param key the columns of the primary key, as JSON
   * @param kind {@code changed}, {@code missing} in the live tables, or {@code unexpected} there
   * @param columns that differ; all of the row where it stands on one side alone
   */
  public record RowDifference(
      String table, Map<String, Object> key, String kind, List<ColumnDifference> columns) {}

  /**
   * @param inTable what the live table says
   * @param fromLog what the log says
   */
  public record ColumnDifference(
      String column, @Nullable Object inTable, @Nullable Object fromLog) {}
}
