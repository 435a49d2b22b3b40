package dev.manadeck.projection.replay;

import dev.manadeck.projection.replay.Report.ColumnDifference;
import dev.manadeck.projection.replay.Report.RowDifference;
import dev.manadeck.projection.runtime.Generation;
import dev.manadeck.projection.runtime.SqlArrays;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares live tables with others, as both stand in one snapshot: first the hashes of all rows,
 * which are nearly always the same; else those of buckets of rows, then the rows of the buckets
 * that differ.
 */
final class ComparisonQueries {
  private static final int BUCKET_COUNT = 1_024;

  /** Of a value in a report, in characters: a card may have some ten thousand. */
  private static final int LONGEST_VALUE = 300;

  /** Each row that is found says how many there are. */
  private static final int FEWEST_THAT_TELL_THE_COUNT = 1;

  /**
   * The sum sees what a XOR of hashes would not: a row that stands there twice. Without groups,
   * which the database would sort by, since it takes them to be as many as rows.
   */
  private static final String TOTALS =
      """
      SELECT live.row_count, (live.row_count, live.row_hashes)
        IS NOT DISTINCT FROM (other.row_count, other.row_hashes) AS is_same
      FROM (
        SELECT count(*) AS row_count, sum(hash_record_extended(stored, 0)) AS row_hashes
        FROM {live} AS stored
        WHERE {scope}) AS live
      CROSS JOIN (
        SELECT count(*) AS row_count, sum(hash_record_extended(stored, 0)) AS row_hashes
        FROM {other} AS stored
        WHERE {scope}) AS other
      """;

  private static final String HASHES =
      """
      SELECT bucket, count(*) AS row_count, sum(row_hash) AS row_hashes
      FROM (
        SELECT {bucket} AS bucket, hash_record_extended(stored, 0) AS row_hash
        FROM {table} AS stored
        WHERE {scope}) AS hashed
      GROUP BY bucket
      """;

  private static final String BUCKETS =
      """
      WITH live AS (
      {hashesOfLive}),
      other AS (
      {hashesOfOther})
      SELECT coalesce(live.bucket, other.bucket) AS bucket
      FROM live
      FULL JOIN other ON other.bucket = live.bucket
      WHERE (live.row_count, live.row_hashes)
        IS DISTINCT FROM (other.row_count, other.row_hashes)
      """;

  private static final String DIFFERENT_ROWS =
      """
      SELECT count(*) OVER () AS differing_count, jsonb_build_object({namedKeys})::text AS key,
        to_jsonb(live) AS in_table, to_jsonb(other) AS from_log
      FROM (SELECT * FROM {live} AS stored WHERE {bucket} = ANY (:buckets) AND {scope}) AS live
      FULL JOIN (SELECT * FROM {other} AS stored WHERE {bucket} = ANY (:buckets) AND {scope})
        AS other USING ({keys})
      WHERE live IS DISTINCT FROM other
      ORDER BY {keys}
      LIMIT :limit
      """;

  /** The hash lets two values that are cut alike differ. */
  private static final String CUT =
      """
      (SELECT jsonb_object_agg(name, CASE WHEN length(value #>> '{}') > :longest
        THEN to_jsonb(format('%s... (%s characters, MD5 %s)', left(value #>> '{}', :longest),
          length(value #>> '{}'), md5(value #>> '{}')))
        ELSE value END)
      FROM jsonb_each({row}) AS columns (name, value))::text
      """;

  private static final String DIFFERENCES =
      """
      SELECT differing_count, key, {cutInTable} AS in_table, {cutFromLog} AS from_log
      FROM ({differentRows}) AS different
      """
          .replace("{cutInTable}", CUT.replace("{row}", "in_table"))
          .replace("{cutFromLog}", CUT.replace("{row}", "from_log"))
          .replace("{differentRows}", DIFFERENT_ROWS);

  private static final String KEY_COLUMNS =
      """
      SELECT attname
      FROM pg_index
      JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)
      WHERE indrelid = ('projection.' || :table)::regclass AND indisprimary
      ORDER BY array_position(indkey::int2[], attnum)
      """;

  private static final String REMOVE_BY_KEY =
      """
      DELETE FROM {live} AS stored
      USING jsonb_populate_recordset(NULL::{live}, :keys::jsonb) AS differing
      WHERE ({storedKeys}) = ({differingKeys})
      """;

  private static final String INSERT_BY_KEY =
      """
      INSERT INTO {live}
      SELECT stored.*
      FROM jsonb_populate_recordset(NULL::{live}, :keys::jsonb) AS differing
      JOIN {other} AS stored ON ({storedKeys}) = ({differingKeys})
      """;

  private static final String REMOVE = "DELETE FROM {table} AS stored WHERE {scope}";
  private static final String INSERT =
      "INSERT INTO {table} SELECT * FROM {other} AS stored WHERE {scope}";

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<Map<String, Object>> COLUMNS = new TypeReference<>() {};

  private final JdbcClient db;
  private final @Nullable Scope scope;

  /**
   * @param scope null for all rows
   */
  ComparisonQueries(JdbcClient db, @Nullable Scope scope) {
    this.db = db;
    this.scope = scope;
  }

  record TableComparison(long rowCount, long differingCount, List<RowDifference> differences) {}

  TableComparison compare(String table, Generation live, Generation other, int mostDifferences) {
    var totals = totals(table, live, other);
    if (totals.areSame()) {
      return new TableComparison(totals.rowCount(), 0, List.of());
    }
    var keys = keyColumns(table);
    var differing = differingBuckets(table, live, other, keys);
    var found =
        scoped(
                filled(DIFFERENCES, keys)
                    .replace("{live}", live.table(table))
                    .replace("{other}", other.table(table)))
            .param("buckets", SqlArrays.longs(differing, number -> number))
            .param("longest", LONGEST_VALUE)
            .param("limit", Math.max(FEWEST_THAT_TELL_THE_COUNT, mostDifferences))
            .query(
                (row, number) ->
                    new Found(
                        row.getLong("differing_count"),
                        difference(
                            table,
                            row.getString("key"),
                            row.getString("in_table"),
                            row.getString("from_log"))))
            .list();
    return new TableComparison(
        totals.rowCount(),
        found.isEmpty() ? 0 : found.getFirst().differingCount(),
        found.stream().limit(mostDifferences).map(Found::difference).toList());
  }

  private record Totals(long rowCount, boolean areSame) {}

  private record Found(long differingCount, RowDifference difference) {}

  private Totals totals(String table, Generation live, Generation other) {
    return scoped(
            filled(TOTALS, List.of())
                .replace("{live}", live.table(table))
                .replace("{other}", other.table(table)))
        .query((row, number) -> new Totals(row.getLong(1), row.getBoolean(2)))
        .single();
  }

  private List<Long> differingBuckets(
      String table, Generation live, Generation other, List<String> keys) {
    var hashes = filled(HASHES, keys);
    return scoped(
            BUCKETS
                .replace("{hashesOfLive}", hashes.replace("{table}", live.table(table)))
                .replace("{hashesOfOther}", hashes.replace("{table}", other.table(table))))
        .query(Long.class)
        .list();
  }

  /** Puts the rows of another generation in the place of the live ones. */
  void replaceRows(String table, Generation live, Generation other) {
    scoped(filled(REMOVE, List.of()).replace("{table}", live.table(table))).update();
    scoped(
            filled(INSERT, List.of())
                .replace("{table}", live.table(table))
                .replace("{other}", other.table(table)))
        .update();
  }

  /**
   * As {@link #replaceRows(String, Generation, Generation)}, but only of these rows, which are
   * found by their keys.
   */
  void replaceRows(
      String table, Generation live, Generation other, Collection<RowDifference> differing) {
    var keys =
        JSON.writeValueAsString(
            differing.stream()
                .filter(row -> row.table().equals(table))
                .map(RowDifference::key)
                .toList());
    for (var sql : List.of(REMOVE_BY_KEY, INSERT_BY_KEY)) {
      db.sql(byKey(sql, table, live, other)).param("keys", keys).update();
    }
  }

  private String byKey(String sql, String table, Generation live, Generation other) {
    var keys = keyColumns(table);
    return sql.replace("{live}", live.table(table))
        .replace("{other}", other.table(table))
        .replace("{storedKeys}", qualified("stored.", keys))
        .replace("{differingKeys}", qualified("differing.", keys));
  }

  private static String qualified(String by, List<String> columns) {
    return columns.stream().map(by::concat).collect(Collectors.joining(", "));
  }

  private RowDifference difference(
      String table, String key, @Nullable String inTable, @Nullable String fromLog) {
    var actual = columns(inTable);
    var expected = columns(fromLog);
    var names = new LinkedHashMap<>(actual);
    names.putAll(expected);
    var different = new ArrayList<ColumnDifference>();
    for (var name : names.keySet()) {
      if (!Objects.equals(actual.get(name), expected.get(name))) {
        different.add(new ColumnDifference(name, actual.get(name), expected.get(name)));
      }
    }
    var kind = inTable == null ? "missing" : fromLog == null ? "unexpected" : "changed";
    return new RowDifference(table, columns(key), kind, different);
  }

  private Map<String, Object> columns(@Nullable String row) {
    return row == null ? Map.of() : JSON.readValue(row, COLUMNS);
  }

  private List<String> keyColumns(String table) {
    return db.sql(KEY_COLUMNS).param("table", table).query(String.class).list();
  }

  private String filled(String sql, List<String> keys) {
    return sql.replace(
            "{bucket}",
            "(hash_record_extended(ROW(%s), 0) & %d)"
                .formatted(qualified("stored.", keys), BUCKET_COUNT - 1))
        .replace("{keys}", String.join(", ", keys))
        .replace(
            "{namedKeys}",
            keys.stream()
                .flatMap(key -> Stream.of("'" + key + "'", key))
                .collect(Collectors.joining(", ")))
        .replace(
            "{scope}",
            scope == null
                ? "true"
                : "stored.%s = :scope::%s".formatted(scope.column(), scope.columnType()));
  }

  private JdbcClient.StatementSpec scoped(String sql) {
    var statement = db.sql(sql);
    return scope == null ? statement : statement.param("scope", scope.value());
  }
}
