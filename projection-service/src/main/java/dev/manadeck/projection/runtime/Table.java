package dev.manadeck.projection.runtime;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A table's name and its columns, each once, and how rows get into it. Nothing here knows what the
 * columns mean.
 *
 * @param isShared whether the loads of a generation bring parts of one row, so that rows are added
 *     to what stands there and the primary key must stand before the first load
 */
public record Table<S>(String name, Columns<S> key, Columns<S> others, boolean isShared) {
  private static final String INSERT =
      """
      INSERT INTO %s AS stored (%s)
      SELECT %s
      FROM %s
      """;

  private static final String UNLESS_NEW =
      """
      ON CONFLICT (%s) DO UPDATE SET %s
      """;

  private static final String UPDATE =
      """
      UPDATE %s AS stored
      SET %s
      FROM %s
      WHERE stored.ctid = row.place::tid
      """;

  private static final Columns<String> PLACES =
      Columns.<String>none().text("place", Function.identity());

  /** Spring's client runs statements, and shows the connection to who reads their results. */
  private static final String ANY_QUERY = "SELECT";

  /** {@code COPY} takes a row in half the time, but asks for more messages to begin and to end. */
  private static final int FEWEST_TO_COPY = 50;

  private static final String COPY = "COPY %s (%s) FROM STDIN (FORMAT binary)";

  /** Each of its rows comes from one load. */
  public static <S> Table<S> of(String name, Columns<S> key, Columns<S> others) {
    return new Table<>(name, key, others, false);
  }

  /** Each of its rows comes from one load; for rows that do not hold their own key. */
  public static <K, R> Table<Map.Entry<K, R>> keyed(
      String name, Columns<K> key, Columns<R> others) {
    return of(name, key.of(Map.Entry::getKey), others.of(Map.Entry::getValue));
  }

  public Table<S> shared() {
    return new Table<>(name, key, others, true);
  }

  public List<String> keyColumns() {
    return key.names();
  }

  /** In the order of {@link #copy}. */
  public List<String> columnNames() {
    return columns().names();
  }

  /** New rows, and others in place of those of the same keys. */
  public void upsert(JdbcClient db, Generation generation, Collection<S> rows) {
    db.sql(upsertText(generation)).params(parameters(rows)).update();
  }

  /**
   * Others in place of rows that were read in the same transaction and have the same keys: found by
   * where they stand, which is cheaper than by their keys.
   *
   * @param places each row's {@code ctid} as it was read
   * @throws ConcurrencyFailureException if a row stands there no more
   */
  public void update(
      JdbcClient db, Generation generation, Collection<S> rows, Collection<String> places) {
    var assignments =
        others.columns().stream()
            .map(column -> column.name() + " = " + column.expression())
            .collect(Collectors.joining(", "));
    var relation = Columns.<S>none().text("place", any -> null).and(others).unnested("row");
    int updated =
        db.sql(UPDATE.formatted(generation.table(name), assignments, relation))
            .params(PLACES.arrays(places))
            .params(others.arrays(rows))
            .update();
    if (updated != rows.size()) {
      throw new ConcurrencyFailureException(
          "Expected to update %d rows of %s, but found %d".formatted(rows.size(), name, updated));
    }
  }

  /** For statements that do more than {@link #upsert}; takes {@link #parameters}. */
  public String upsertText(Generation generation) {
    return insertText(generation)
        + UNLESS_NEW.formatted(
            String.join(", ", key.names()),
            others.columns().stream()
                .map(column -> column.name() + " = " + column.merge().of(column.name()))
                .collect(Collectors.joining(", ")));
  }

  private String insertText(Generation generation) {
    var columns = columns();
    return INSERT.formatted(
        generation.table(name),
        String.join(", ", columns.names()),
        columns.columns().stream().map(Column::expression).collect(Collectors.joining(", ")),
        columns.unnested("row"));
  }

  public List<Object> parameters(Collection<S> rows) {
    return columns().arrays(rows);
  }

  /** Rows of whose keys none stands in the table, within the transaction under way. */
  public void insert(JdbcClient db, Generation generation, Collection<S> rows) {
    if (rows.size() < FEWEST_TO_COPY) {
      db.sql(insertText(generation)).params(parameters(rows)).update();
    } else {
      copy(db, generation, rows);
    }
  }

  void copy(JdbcClient db, Generation generation, Iterable<S> rows) {
    db.sql(ANY_QUERY)
        .query(
            (ResultSet any) -> {
              copy(any.getStatement().getConnection(), generation, rows);
              return true;
            });
  }

  /** Rows of whose keys none stands in the table. */
  public void copy(Connection connection, Generation generation, Iterable<S> rows)
      throws SQLException {
    var text = COPY.formatted(generation.table(name), String.join(", ", columnNames()));
    var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(text);
    try {
      new BinaryCopy<>(columns().columns(), copy).write(rows);
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private Columns<S> columns() {
    return key.and(others);
  }
}
