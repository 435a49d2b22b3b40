package dev.manadeck.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.testing.TestDatabase;
import dev.manadeck.testing.TestPostgres;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What holds of every table, whoever adds one. Each query finds what breaks a rule. */
class SchemaConventionsTest {
  private static final String OUTSIDE_OF_THE_SCHEMA =
      """
      WITH named AS (
        SELECT oid, relnamespace AS namespace, relname AS name FROM pg_class
        UNION ALL SELECT oid, pronamespace, proname FROM pg_proc
        UNION ALL SELECT oid, typnamespace, typname FROM pg_type
        UNION ALL SELECT oid, oprnamespace, oprname FROM pg_operator)
      SELECT nspname || '.' || name FROM named JOIN pg_namespace n ON n.oid = namespace
      WHERE named.oid >= 16384 AND nspname NOT IN ('projection', 'pg_toast')
      UNION ALL
      SELECT nspname FROM pg_namespace WHERE oid >= 16384 AND nspname <> 'projection'
      """;

  /** Flyway's own table is not ours to shape. */
  private static final String COLUMNS =
      """
      WITH columns AS (
        SELECT *, table_name || '.' || column_name AS name FROM information_schema.columns
        WHERE table_schema = 'projection' AND table_name <> 'flyway_schema_history')
      """;

  private static final String TABLES = "SELECT DISTINCT table_name FROM columns WHERE true ";

  private static Session session;

  @BeforeAll
  static void migrate() throws SQLException {
    TestDatabase database = TestPostgres.newDatabase();
    Migrations.migrate(TestSettings.asAdministrator(database));
    session = Session.ofAdministrator(database);
  }

  @AfterAll
  static void close() throws SQLException {
    session.close();
  }

  @Test
  void nothingLivesOutsideOfTheSchema() throws SQLException {
    assertThat(session.list(OUTSIDE_OF_THE_SCHEMA)).isEmpty();
  }

  @Test
  void tablesAreThere() throws SQLException {
    assertThat(session.list(COLUMNS + TABLES))
        .contains("projections", "positions", "parked_events", "decks", "cards", "card_progress");
  }

  @Test
  void userIdsAreText() throws SQLException {
    assertThat(columns("column_name ~ '(^|_)(user|owner|learner)_id$' OR column_name = 'owner'"))
        .isNotEmpty();
    assertThat(
            columns(
                "(column_name ~ '(^|_)(user|owner|learner)_id$' OR column_name = 'owner')"
                    + " AND data_type <> 'text'"))
        .isEmpty();
  }

  @Test
  void userIdsHaveAtMost64Characters() throws SQLException {
    String unchecked =
        """
        SELECT name FROM columns WHERE column_name = 'user_id' AND NOT EXISTS (
          SELECT FROM pg_constraint
          WHERE conrelid = ('projection.' || table_name)::regclass
            AND pg_get_constraintdef(oid) LIKE '%char_length(user_id) <= 64%')
        """;
    assertThat(session.list(COLUMNS + unchecked)).isEmpty();
  }

  @Test
  void allOtherIdsAreUuids() throws SQLException {
    assertThat(
            columns(
                "column_name ~ '_id$' AND column_name !~ '(^|_)(user|owner|learner)_id$'"
                    + " AND data_type <> 'uuid'"))
        .isEmpty();
  }

  @Test
  void everyTableTellsWhenItsRowsWereCreatedAndUpdated() throws SQLException {
    String without =
        """
        AND (SELECT count(*) FROM columns instant
             WHERE instant.table_name = columns.table_name
               AND instant.column_name IN ('created_at', 'updated_at')
               AND instant.data_type = 'timestamp with time zone'
               AND instant.is_nullable = 'NO') <> 2
        """;
    assertThat(session.list(COLUMNS + TABLES + without)).isEmpty();
  }

  @Test
  void noValueComesFromTheDatabaseItself() throws SQLException {
    assertThat(columns("column_default IS NOT NULL OR is_identity = 'YES'")).isEmpty();
    assertThat(
            session.list(
                """
                SELECT tgname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid
                WHERE relnamespace = 'projection'::regnamespace AND NOT tgisinternal
                """))
        .isEmpty();
  }

  @Test
  void namesTellTheKindOfAColumn() throws SQLException {
    assertThat(columns("(data_type = 'boolean') <> (column_name ~ '^(is|has)_')")).isEmpty();
    assertThat(columns("(data_type = 'timestamp with time zone') <> (column_name ~ '_at$')"))
        .isEmpty();
    assertThat(columns("column_name ~ '_count$' AND data_type NOT IN ('integer', 'bigint')"))
        .isEmpty();
    assertThat(columns("column_name !~ '^[a-z][a-z0-9_]*$' OR table_name !~ '^[a-z][a-z_]*$'"))
        .isEmpty();
  }

  @Test
  void whatCanBeDeletedTellsWhen() throws SQLException {
    String halfDeleted =
        """
        AND (SELECT count(*) FROM columns deletion
             WHERE deletion.table_name = columns.table_name
               AND deletion.column_name IN ('is_deleted', 'deleted_at')) = 1
        """;
    assertThat(session.list(COLUMNS + TABLES + halfDeleted)).isEmpty();
  }

  @Test
  void indexesAreNamedAfterTheirColumns() throws SQLException {
    String misnamed =
        """
        WITH indexes AS (
          SELECT i.relname AS name, 'idx_' || t.relname AS stem, array_agg(attname ORDER BY attnum) AS columns
          FROM pg_index
          JOIN pg_class i ON i.oid = indexrelid
          JOIN pg_class t ON t.oid = indrelid
          JOIN pg_attribute ON attrelid = indexrelid
          WHERE t.relnamespace = 'projection'::regnamespace AND t.relname <> 'flyway_schema_history'
            AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
          GROUP BY i.relname, t.relname)
        SELECT name FROM indexes WHERE NOT EXISTS (
          SELECT FROM generate_series(1, cardinality(columns)) AS n
          WHERE name = stem || '_' || array_to_string(columns[:n], '_'))
        """;
    assertThat(session.list(misnamed)).isEmpty();
  }

  @Test
  void readTablesReferToNothing() throws SQLException {
    String references =
        """
        SELECT conrelid::regclass || ' -> ' || confrelid::regclass FROM pg_constraint
        JOIN pg_class t ON t.oid = conrelid
        WHERE contype = 'f' AND pg_get_userbyid(relowner) = 'manadeck_service'
        """;
    assertThat(session.list(references)).isEmpty();
  }

  private static List<String> columns(String condition) throws SQLException {
    return session.list(COLUMNS + "SELECT name FROM columns WHERE " + condition);
  }
}
