package dev.manadeck.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A PostgreSQL server that a test has for itself. */
public abstract class PostgresServer implements TestServer {

  private final AtomicInteger databases = new AtomicInteger();

  PostgresServer() {}

  /** A database of the server, as its superuser sees it. */
  abstract TestDatabase database(String name);

  /** A new, empty database. The server must be running. */
  public final TestDatabase newDatabase() {
    String name = "test_" + databases.incrementAndGet();
    try (Connection connection = connect(database("postgres"));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot create the database " + name, e);
    }
    return database(name);
  }

  static Connection connect(TestDatabase database) throws SQLException {
    return DriverManager.getConnection(
        database.jdbcUrl(), database.username(), database.password());
  }
}
