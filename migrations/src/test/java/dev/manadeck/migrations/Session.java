package dev.manadeck.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.manadeck.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Somebody's connection to a database. */
final class Session implements AutoCloseable {
  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private final Connection connection;

  private Session(Connection connection) {
    this.connection = connection;
  }

  static Session ofAdministrator(TestDatabase database) throws SQLException {
    return of(database, database.username(), database.password());
  }

  static Session of(TestDatabase database, Role role) throws SQLException {
    return of(database, role.roleName(), TestSettings.passwordOf(role));
  }

  static Session of(TestDatabase database, String user, String password) throws SQLException {
    return new Session(DriverManager.getConnection(database.jdbcUrl(), user, password));
  }

  /** All statements, or none of them. */
  void execute(String... statements) throws SQLException {
    connection.setAutoCommit(statements.length == 1);
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      if (!connection.getAutoCommit()) {
        connection.rollback();
      }
      throw e;
    }
    connection.setAutoCommit(true);
  }

  /** The first column of the answer. */
  List<String> list(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }

  void assertMayNot(String sql) {
    assertThatExceptionOfType(SQLException.class)
        .as(sql)
        .isThrownBy(() -> execute(sql))
        .satisfies(
            e -> assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(INSUFFICIENT_PRIVILEGE));
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
