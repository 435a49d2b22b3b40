package dev.manadeck.migrations;

import static dev.manadeck.migrations.Role.OWNER;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Sees to it that the schema exists, with what migrations take for granted and may not make. */
final class Schema {
  static final String NAME = "projection";

  private static final String TRIGRAMS = "pg_trgm";
  private static final String CREATE_SCHEMA =
      "CREATE SCHEMA " + NAME + " AUTHORIZATION " + OWNER.roleName();
  private static final String GIVE_SCHEMA =
      "ALTER SCHEMA " + NAME + " OWNER TO " + OWNER.roleName();
  private static final String CREATE_TRIGRAMS = "CREATE EXTENSION " + TRIGRAMS + " SCHEMA " + NAME;
  private static final String CLOSE_PUBLIC = "REVOKE CREATE ON SCHEMA public FROM PUBLIC";

  private final Statement statement;
  private final Catalog catalog;

  Schema(Statement statement, Catalog catalog) {
    this.statement = statement;
    this.catalog = catalog;
  }

  /** Returns what it created. */
  List<String> ensure() throws SQLException {
    List<String> created = new ArrayList<>();
    if (!catalog.schemaExists(NAME)) {
      created.add(create("schema " + NAME, CREATE_SCHEMA));
    } else if (!catalog.owns(OWNER, NAME)) {
      throw MigrationFailedException.refused(
          "Expected the schema %s to belong to %s, but it does not. An administrator can: %s"
              .formatted(NAME, OWNER.roleName(), GIVE_SCHEMA));
    }
    if (!catalog.hasExtension(TRIGRAMS)) {
      created.add(create("extension " + TRIGRAMS, CREATE_TRIGRAMS));
    }
    if (catalog.mayChangeSchema("public")) {
      statement.execute(CLOSE_PUBLIC);
    }
    return created;
  }

  private String create(String what, String sql) throws SQLException {
    if (!catalog.mayCreateInDatabase()) {
      throw MigrationFailedException.refused(
          "Expected the %s to exist, for %s may not create it, but it does not. An administrator can: %s"
              .formatted(what, catalog.currentUser(), sql));
    }
    statement.execute(sql);
    return what;
  }
}
