package dev.manadeck.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.manadeck.testing.TestDatabase;
import dev.manadeck.testing.TestPostgres;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What each role can do, and what it cannot. */
class RightsTest {
  private static final String NEW_LEARNER =
      """
      INSERT INTO projection.learners
      VALUES ('%s', 'Ada', 'UTC', 4, true, 1, '2026-01-01Z', '2026-01-01Z')
      """;
  private static final String ADA = NEW_LEARNER.formatted("ada");
  private static final String CREATE_GENERATION =
      "CREATE TABLE projection.learners__g2 (LIKE projection.learners INCLUDING ALL)";

  private final TestDatabase database = TestPostgres.newDatabase();

  @BeforeEach
  void migrate() throws SQLException {
    try (Session administrator = Session.ofAdministrator(database)) {
      administrator.execute(
          "GRANT CREATE ON SCHEMA public TO PUBLIC",
          "CREATE SCHEMA of_another_service",
          "CREATE TABLE of_another_service.secrets (secret text)");
    }
    Migrations.migrate(TestSettings.asAdministrator(database));
  }

  @Test
  void noRoleRulesTheCluster() throws SQLException {
    try (Session administrator = Session.ofAdministrator(database)) {
      assertThat(
              administrator.list(
                  """
                  SELECT rolname FROM pg_roles
                  WHERE rolname LIKE 'manadeck\\_%' AND rolcanlogin AND NOT (rolsuper
                    OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls)
                  """))
          .containsExactlyInAnyOrder("manadeck_owner", "manadeck_service", "manadeck_reader");
    }
  }

  @Test
  void passwordsAreChecked() {
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> Session.of(database, "manadeck_service", "a guess").close())
        .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
  }

  @Nested
  class Service {
    @Test
    void writesAndReadsRows() throws SQLException {
      try (Session service = Session.of(database, Role.SERVICE)) {
        service.execute(
            ADA,
            "UPDATE projection.learners SET version = 2",
            """
            INSERT INTO projection.projections
            VALUES ('learners', 'running', 1, 1, '2026-01-01Z', '2026-01-01Z')
            """,
            """
            INSERT INTO projection.positions
            VALUES ('learners', 1, 'manadeck.learners', 0, 1, 0, '2026-01-01Z', '2026-01-01Z')
            """,
            "UPDATE projection.positions SET next_offset = 2 WHERE next_offset = 1",
            "DELETE FROM projection.parked_events");

        assertThat(service.list("SELECT version FROM projection.learners")).containsExactly("2");
        assertThat(service.list("SELECT next_offset FROM projection.positions"))
            .containsExactly("2");
        assertThat(service.list("SELECT max(version) FROM projection.flyway_schema_history"))
            .isNotEmpty();
      }
    }

    @Test
    void swapsGenerationsByRenaming() throws SQLException {
      try (Session service = Session.of(database, Role.SERVICE)) {
        service.execute(ADA, CREATE_GENERATION);
        service.execute(NEW_LEARNER.formatted("bob").replace(".learners", ".learners__g2"));

        service.execute(
            "ALTER TABLE projection.learners RENAME TO learners__g1",
            "ALTER TABLE projection.learners__g2 RENAME TO learners",
            "ALTER INDEX projection.learners__g2_pkey RENAME TO idx_of_the_new_one");

        assertThat(service.list("SELECT user_id FROM projection.learners")).containsExactly("bob");
        service.execute("DROP TABLE projection.learners__g1");
      }
    }

    @Test
    void leavesTheShapeOfTheRuntimesTablesAlone() throws SQLException {
      try (Session service = Session.of(database, Role.SERVICE)) {
        service.assertMayNot("DROP TABLE projection.positions");
        service.assertMayNot("ALTER TABLE projection.parked_events RENAME TO p");
        service.assertMayNot("TRUNCATE projection.projections CASCADE");
        service.assertMayNot("DELETE FROM projection.flyway_schema_history");
        service.assertMayNot("DROP SCHEMA projection CASCADE");
      }
    }

    @Test
    void staysWithinItsSchema() throws SQLException {
      try (Session service = Session.of(database, Role.SERVICE)) {
        service.assertMayNot("CREATE TABLE public.stray (stray_id uuid)");
        service.assertMayNot("CREATE SCHEMA stray");
        service.assertMayNot("SELECT * FROM of_another_service.secrets");
        service.assertMayNot("CREATE TABLE of_another_service.stray (stray_id uuid)");
        service.assertMayNot("SET ROLE manadeck_owner");
      }
    }
  }

  @Nested
  class Reader {
    @Test
    void readsEveryTable() throws SQLException {
      try (Session administrator = Session.ofAdministrator(database)) {
        assertThat(
                administrator.list(
                    """
                    SELECT relname FROM pg_class
                    WHERE relnamespace = 'projection'::regnamespace AND relkind = 'r'
                      AND NOT has_table_privilege('manadeck_reader', oid, 'SELECT')
                    """))
            .isEmpty();
      }
      try (Session reader = Session.of(database, Role.READER)) {
        assertThat(reader.list("SELECT * FROM projection.decks")).isEmpty();
      }
    }

    @Test
    void needNotNameTheSchema() throws SQLException {
      try (Session reader = Session.of(database, Role.READER)) {
        assertThat(reader.list("SELECT * FROM decks")).isEmpty();
      }
    }

    @Test
    void readsGenerationsThatTheServiceMakes() throws SQLException {
      try (Session service = Session.of(database, Role.SERVICE)) {
        service.execute(CREATE_GENERATION);
      }
      try (Session reader = Session.of(database, Role.READER)) {
        assertThat(reader.list("SELECT * FROM projection.learners__g2")).isEmpty();
      }
    }

    @Test
    void writesNothing() throws SQLException {
      try (Session reader = Session.of(database, Role.READER)) {
        reader.assertMayNot(ADA);
        reader.assertMayNot("UPDATE projection.decks SET title = ''");
        reader.assertMayNot("DELETE FROM projection.cards");
        reader.assertMayNot("TRUNCATE projection.cards");
        reader.assertMayNot("UPDATE projection.positions SET next_offset = 0");
        reader.assertMayNot("CREATE TABLE projection.stray (stray_id uuid)");
        reader.assertMayNot("CREATE TABLE public.stray (stray_id uuid)");
        reader.assertMayNot("SELECT * FROM of_another_service.secrets");
        reader.assertMayNot("SET ROLE manadeck_service");
      }
    }
  }

  @Nested
  class Owner {
    @Test
    void altersReadTablesWhicheverGenerationIsLive() throws SQLException {
      try (Session service = Session.of(database, Role.SERVICE)) {
        service.execute(
            CREATE_GENERATION,
            "DROP TABLE projection.learners",
            "ALTER TABLE projection.learners__g2 RENAME TO learners");
      }
      try (Session owner = Session.of(database, Role.OWNER)) {
        owner.execute("ALTER TABLE projection.learners ADD COLUMN motto text");
        assertThat(owner.list("SELECT motto FROM projection.learners")).isEmpty();
      }
    }

    @Test
    void staysWithinItsSchema() throws SQLException {
      try (Session owner = Session.of(database, Role.OWNER)) {
        owner.assertMayNot("CREATE TABLE public.stray (stray_id uuid)");
        owner.assertMayNot("CREATE SCHEMA stray");
        owner.assertMayNot("SELECT * FROM of_another_service.secrets");
      }
    }
  }

  @Test
  void refusesUserIdsOver64Characters() throws SQLException {
    try (Session service = Session.of(database, Role.SERVICE)) {
      service.execute(NEW_LEARNER.formatted("ü".repeat(64)));
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> service.execute(NEW_LEARNER.formatted("u".repeat(65))))
          .withMessageContaining("learners_user_id_check");
    }
  }
}
