package dev.manadeck.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database that the settings name: where it is, and how to get hold of it. */
final class Database {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  /** So that a port that takes connections and says nothing does not use up all of the waiting. */
  private static final Duration LOGIN_TIMEOUT = Duration.ofSeconds(5);

  private final PGSimpleDataSource dataSource = new PGSimpleDataSource();
  private final Duration maxWait;

  Database(Settings settings) {
    dataSource.setURL(settings.url());
    dataSource.setUser(settings.user());
    dataSource.setPassword(settings.password());
    dataSource.setLoginTimeout((int) LOGIN_TIMEOUT.toSeconds());
    dataSource.setApplicationName("manadeck-migrations");
    this.maxWait = settings.maxWait();
  }

  DataSource dataSource() {
    return dataSource;
  }

  Connection open() throws SQLException {
    return dataSource.getConnection();
  }

  /** Returns when the database lets the user in. */
  void awaitAnswer() {
    Patience patience =
        new Patience(
            maxWait,
            Database::isStarting,
            trouble ->
                LOG.info(
                    "waiting up to {} for the database {}: {}",
                    seconds(maxWait),
                    this,
                    trouble.getMessage()));
    try {
      patience.with(() -> open().close());
    } catch (SQLException e) {
      if (isStarting(e)) {
        throw MigrationFailedException.unreachable(
            "Expected the database %s to answer within %s, but: %s"
                .formatted(this, seconds(maxWait), e.getMessage()),
            e);
      }
      throw MigrationFailedException.refused(
          "The database %s does not let %s in: %s"
              .formatted(this, dataSource.getUser(), e.getMessage()));
    }
  }

  /** No server yet, one that is just starting or stopping, or one that is full. */
  private static boolean isStarting(SQLException trouble) {
    return switch (String.valueOf(trouble.getSQLState())) {
      case "08001", "08006", "57P01", "57P02", "57P03", "53300" -> true;
      default -> false;
    };
  }

  private static String seconds(Duration duration) {
    return "%.1f s".formatted(duration.toMillis() / 1000.0);
  }

  @Override
  public String toString() {
    return "%s:%d/%s"
        .formatted(
            dataSource.getServerNames()[0],
            dataSource.getPortNumbers()[0],
            dataSource.getDatabaseName());
  }
}
