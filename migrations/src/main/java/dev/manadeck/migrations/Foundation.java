package dev.manadeck.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has to stand before the first migration, and needs an administrator to be made. Where all of
 * it is there already, nothing changes but passwords.
 */
final class Foundation {
  private static final Logger LOG = LoggerFactory.getLogger(Foundation.class);
  private static final String LOCK_UNTIL_CLOSED = "SELECT pg_advisory_lock(7310575200317465964)";
  private static final Duration PATIENCE_WITH_OTHERS = Duration.ofSeconds(30);

  private final Database database;
  private final Map<Role, String> passwords;

  Foundation(Database database, Map<Role, String> passwords) {
    this.database = database;
    this.passwords = passwords;
  }

  void lay() {
    Patience patience =
        new Patience(
            PATIENCE_WITH_OTHERS,
            Foundation::isClashOverRoles,
            clash -> LOG.info("somebody else changes the roles too: {}", clash.getMessage()));
    try {
      patience.with(this::layOnce);
    } catch (SQLException e) {
      throw MigrationFailedException.broken(e);
    }
  }

  /** Roles first, and for good: what an administrator may have to do next names them. */
  private void layOnce() throws SQLException {
    try (Connection connection = database.open();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(LOCK_UNTIL_CLOSED);
      Catalog catalog = new Catalog(connection);
      List<String> roles = new Roles(connection, catalog, passwords).ensure();
      connection.commit();
      log(roles);
      List<String> schema = new Schema(statement, catalog).ensure();
      connection.commit();
      log(schema);
    }
  }

  private static void log(List<String> created) {
    created.forEach(what -> LOG.info("created the {}", what));
  }

  /**
   * The lock holds within one database, while roles are shared by all databases of the cluster: a
   * role that another run has just created, or is changing at this moment.
   */
  private static boolean isClashOverRoles(SQLException trouble) {
    return switch (String.valueOf(trouble.getSQLState())) {
      case "42710", "23505", "XX000" -> true;
      default -> false;
    };
  }
}
