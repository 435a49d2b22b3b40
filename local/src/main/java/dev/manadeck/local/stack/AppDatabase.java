package dev.manadeck.local.stack;

import dev.manadeck.embedded.Postgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The database of the read tables, in a PostgreSQL server that begins without it. */
final class AppDatabase {
  static final String NAME = "manadeck";

  private static final String EXISTS =
      "SELECT EXISTS (SELECT FROM pg_database WHERE datname = '" + NAME + "')";
  private static final String CREATE = "CREATE DATABASE " + NAME;

  private AppDatabase() {}

  static void createIfAbsent(Postgres postgres) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                postgres.jdbcUrl("postgres"), Postgres.ADMIN, postgres.adminPassword());
        Statement statement = connection.createStatement()) {
      if (!exists(statement)) {
        statement.execute(CREATE);
      }
    }
  }

  private static boolean exists(Statement statement) throws SQLException {
    try (ResultSet answer = statement.executeQuery(EXISTS)) {
      return answer.next() && answer.getBoolean(1);
    }
  }
}
