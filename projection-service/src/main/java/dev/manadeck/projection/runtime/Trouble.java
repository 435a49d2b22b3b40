package dev.manadeck.projection.runtime;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Optional;
import java.util.Set;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.transaction.TransactionException;

/** Whether something failed for a reason that passes, or will fail for ever. */
public final class Trouble {
  /**
   * The classes of SQLSTATE that blame the data: cardinality, data exceptions, integrity
   * constraints, limits of the program (an index entry too large).
   */
  private static final Set<String> BLAMED_ON_DATA = Set.of("21", "22", "23", "54");

  /** Connections, resources, intervention by an operator, errors of the system. */
  private static final Set<String> DATABASE_IS_AWAY = Set.of("08", "53", "57", "58");

  /** Rolled back lest two transactions wait for each other, or contradict each other. */
  private static final String ROLLED_BACK = "40";

  private static final String IDLE_FOR_TOO_LONG = "25P03";
  private static final String DISK_FULL = "53100";
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private Trouble() {}

  /** True if the database cannot be reached or cannot answer. */
  public static boolean isDatabaseAway(Throwable failure) {
    return sql(failure)
        .map(
            sql ->
                sql instanceof SQLTransientException
                    || sql instanceof SQLRecoverableException
                    || sql.getSQLState() == null
                    || DATABASE_IS_AWAY.contains(stateClass(sql)))
        .orElse(false);
  }

  /** True if the same may well succeed when it is tried again, for nothing was wrong with it. */
  public static boolean isWorthAnotherAttempt(Throwable failure) {
    return isDatabaseAway(failure)
        || sql(failure)
            .map(
                sql ->
                    ROLLED_BACK.equals(stateClass(sql))
                        || IDLE_FOR_TOO_LONG.equals(sql.getSQLState()))
            .orElse(false);
  }

  /**
   * True unless the batch itself is to blame. Whatever is not known to be the data's fault (no
   * connection, a deadlock, a full disk, a missing table or right) passes once somebody repairs it,
   * and parking events for it would only multiply the damage.
   */
  static boolean isPassing(RuntimeException failure) {
    return sql(failure)
        .map(
            sql ->
                sql instanceof SQLTransientException
                    || sql instanceof SQLRecoverableException
                    || !BLAMED_ON_DATA.contains(stateClass(sql)))
        .orElse(
            failure instanceof TransactionException
                || failure instanceof ConcurrencyFailureException);
  }

  /** True if the database refused a row for what stands in it. */
  public static boolean isBlamedOnData(Exception failure) {
    return sql(failure).map(sql -> BLAMED_ON_DATA.contains(stateClass(sql))).orElse(false);
  }

  /** True if the database has no room for what was to be written. */
  public static boolean isDiskFull(Throwable failure) {
    return sql(failure).map(sql -> DISK_FULL.equals(sql.getSQLState())).orElse(false);
  }

  /** True if a lock was not waited for any longer. */
  public static boolean isLockRefused(Exception failure) {
    return sql(failure).map(sql -> LOCK_NOT_AVAILABLE.equals(sql.getSQLState())).orElse(false);
  }

  private static Optional<SQLException> sql(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return Optional.of(sql);
      }
    }
    return Optional.empty();
  }

  private static String stateClass(SQLException failure) {
    var state = failure.getSQLState();
    return state == null || state.length() < 2 ? "" : state.substring(0, 2);
  }
}
