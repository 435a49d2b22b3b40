package dev.manadeck.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class TestPostgresTest {

  @Test
  void givesEachTestAnEmptyDatabaseOfItsOwn() throws Exception {
    TestDatabase first = TestPostgres.newDatabase();
    TestDatabase second = TestPostgres.newDatabase();

    execute(first, "CREATE TABLE mine (n int)");

    assertThat(query(first, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
        .isEqualTo("1");
    assertThat(query(second, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
        .isEqualTo("0");
  }

  @Test
  void givesTheRightsOfASuperuser() throws Exception {
    TestDatabase database = TestPostgres.newDatabase();

    execute(database, "CREATE ROLE made_by_a_test");

    assertThat(query(database, "SELECT current_setting('is_superuser')")).isEqualTo("on");
    assertThat(query(database, "SELECT current_setting('server_version')")).startsWith("18.");
  }

  @Test
  void dedicatedServerKeepsItsRowsThroughOutages() throws Exception {
    try (PostgresServer server = TestPostgres.startDedicated()) {
      TestDatabase database = server.newDatabase();
      execute(database, "CREATE TABLE kept AS SELECT 42 AS answer");

      server.stop();
      assertThatThrownBy(() -> query(database, "SELECT 1")).isInstanceOf(SQLException.class);
      server.start();
      server.kill();
      server.start();

      assertThat(query(database, "SELECT answer FROM kept")).isEqualTo("42");
    }
  }

  private static void execute(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  private static Connection connect(TestDatabase database) throws SQLException {
    return DriverManager.getConnection(
        database.jdbcUrl(), database.username(), database.password());
  }
}
