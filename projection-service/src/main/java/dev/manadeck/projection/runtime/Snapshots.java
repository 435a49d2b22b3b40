package dev.manadeck.projection.runtime;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** For answers that take several statements, all of which must see the same rows. */
public final class Snapshots {
  /**
   * In one message. The lock comes before the snapshot, which the first query takes: a query that
   * waited for a swap would else look into the new tables for rows that are newer than its
   * snapshot. It is held until the end, for a name is looked up by each statement anew, and one
   * could find the old tables and the next the new ones.
   */
  private static final String BEGIN =
      """
      SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;
      LOCK TABLE %s IN ACCESS SHARE MODE
      """;

  private final Projections projections;
  private final JdbcClient db;
  private final TransactionOperations transaction;

  public Snapshots(Projections projections, JdbcClient db, TransactionOperations transaction) {
    this.projections = projections;
    this.db = db;
    this.transaction = transaction;
  }

  /** A swap takes the tables in this order, so that neither waits for the other in a circle. */
  private static String inOrderOfSwaps(Projection projection) {
    return projection.allTables().stream()
        .map(table -> "projection." + table.name())
        .collect(Collectors.joining(", "));
  }

  /** Of the live tables of these projections. */
  public Snapshot of(String... names) {
    var begin =
        BEGIN.formatted(
            Arrays.stream(names)
                .map(projections::get)
                .map(Snapshots::inOrderOfSwaps)
                .collect(Collectors.joining(", ")));
    return new Snapshot(begin, db, transaction);
  }

  /** Each read has a moment of its own. */
  public static final class Snapshot {
    private final String begin;
    private final JdbcClient db;
    private final TransactionOperations transaction;

    private Snapshot(String begin, JdbcClient db, TransactionOperations transaction) {
      this.begin = begin;
      this.db = db;
      this.transaction = transaction;
    }

    public <T extends @Nullable Object> T read(Supplier<T> statements) {
      return transaction.execute(
          status -> {
            db.sql(begin).update();
            return statements.get();
          });
    }
  }
}
