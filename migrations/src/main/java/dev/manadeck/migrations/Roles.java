package dev.manadeck.migrations;

import static dev.manadeck.migrations.Role.OWNER;
import static dev.manadeck.migrations.Role.READER;
import static dev.manadeck.migrations.Role.SERVICE;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;

/**
 * Sees to it that the three roles exist and are what the migrations take for granted: as far as the
 * user may, else by saying what an administrator has to do.
 */
final class Roles {
  private final Connection connection;
  private final Catalog catalog;
  private final Map<Role, String> passwords;

  Roles(Connection connection, Catalog catalog, Map<Role, String> passwords) {
    this.connection = connection;
    this.catalog = catalog;
    this.passwords = passwords;
  }

  /** Returns what it created. */
  List<String> ensure() throws SQLException {
    List<Role> missing = new ArrayList<>();
    for (Role role : Role.values()) {
      if (!catalog.exists(role)) {
        missing.add(role);
      }
    }
    create(missing);
    for (Role role : Role.values()) {
      setPassword(role);
    }
    letOwnerActForService();
    letUserBecomeOwner();
    letReaderNameTablesWithoutSchema();
    return missing.stream().map(role -> "role " + role.roleName()).toList();
  }

  private void create(List<Role> missing) throws SQLException {
    if (missing.isEmpty()) {
      return;
    }
    if (!catalog.mayCreateRoles()) {
      throw MigrationFailedException.refused(
          "Expected the role %s to exist, for %s may not create it, but it does not. An administrator can: %s PASSWORD '…'"
              .formatted(
                  missing.getFirst().roleName(),
                  catalog.currentUser(),
                  creation(missing.getFirst())));
    }
    for (Role role : missing) {
      if (!passwords.containsKey(role)) {
        throw MigrationFailedException.refused(
            "Expected a password for the role %s, which is to be created, but %s is not set"
                .formatted(role.roleName(), role.passwordVariable()));
      }
    }
    for (Role role : missing) {
      execute(creation(role));
    }
  }

  private static String creation(Role role) {
    return "CREATE ROLE " + role.roleName() + " LOGIN";
  }

  /** Sends a SCRAM verifier made here: the password itself must not end up in the server's log. */
  private void setPassword(Role role) throws SQLException {
    String password = passwords.get(role);
    if (password != null && catalog.mayAdminister(role)) {
      connection
          .unwrap(PGConnection.class)
          .alterUserPassword(role.roleName(), password.toCharArray(), "scram-sha-256");
    }
  }

  private void letOwnerActForService() throws SQLException {
    if (!catalog.actsFor(OWNER, SERVICE)) {
      grantMembership(SERVICE, OWNER.roleName(), "WITH INHERIT TRUE, SET TRUE");
    }
  }

  private void letUserBecomeOwner() throws SQLException {
    if (!catalog.mayBecome(OWNER)) {
      grantMembership(OWNER, catalog.currentUser(), "WITH INHERIT FALSE, SET TRUE");
    }
  }

  private void grantMembership(Role role, String member, String options) throws SQLException {
    String grant = "GRANT %s TO %s %s".formatted(role.roleName(), member, options);
    if (!catalog.mayAdminister(role)) {
      throw MigrationFailedException.refused(
          "Expected %s to be a member of %s, but it is not. An administrator can: %s"
              .formatted(member, role.roleName(), grant));
    }
    execute(grant);
  }

  /** A kindness to analysts; nothing depends on it. */
  private void letReaderNameTablesWithoutSchema() throws SQLException {
    if (catalog.mayAdminister(READER)) {
      execute(
          "ALTER ROLE %s IN DATABASE %s SET search_path = %s"
              .formatted(READER.roleName(), catalog.currentDatabase(), Schema.NAME));
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
