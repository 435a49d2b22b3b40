package dev.manadeck.projection.runtime;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.SortedMap;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Keeps a projection's live tables as they are for a moment, while other transactions of the same
 * thread catch up with them and take a snapshot of both. May be closed more than once.
 */
public final class LiveHold implements AutoCloseable {
  private final Connection connection;
  private final SortedMap<LogPartition, Long> nextOffsets;

  private boolean isOver;

  private LiveHold(Connection connection, SortedMap<LogPartition, Long> nextOffsets) {
    this.connection = connection;
    this.nextOffsets = nextOffsets;
  }

  public static LiveHold on(DataSource dataSource, String projection) {
    try {
      var connection = dataSource.getConnection();
      try {
        connection.setAutoCommit(false);
        var db = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        var positions = new Positions(db, TransactionOperations.withoutTransaction());
        return new LiveHold(connection, positions.lockLive(projection).nextOffsets());
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new DataAccessResourceFailureException("The live tables could not be held", e);
    }
  }

  /** Where the live tables stand, and will stand until the hold ends. */
  public SortedMap<LogPartition, Long> nextOffsets() {
    return nextOffsets;
  }

  @Override
  public void close() {
    if (isOver) {
      return;
    }
    isOver = true;
    try (connection) {
      connection.rollback();
    } catch (SQLException e) {
      throw new DataAccessResourceFailureException("The live tables could not be let go", e);
    }
  }
}
