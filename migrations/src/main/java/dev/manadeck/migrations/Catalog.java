package dev.manadeck.migrations;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What PostgreSQL's system tables say about roles, rights and the schema. */
final class Catalog {
  private static final String MAY_CREATE_ROLES =
      "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user";
  private static final String ROLE_EXISTS =
      "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = ?)";
  private static final String MAY_ADMINISTER = "SELECT pg_has_role(?, 'MEMBER WITH ADMIN OPTION')";
  private static final String MAY_BECOME = "SELECT pg_has_role(?, 'SET')";
  private static final String ACTS_FOR =
      "SELECT pg_has_role(r, s, 'USAGE') AND pg_has_role(r, s, 'SET') FROM (VALUES (?::name, ?::name)) AS v (r, s)";
  private static final String SCHEMA_EXISTS =
      "SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = ?)";
  private static final String OWNS_SCHEMA =
      """
      SELECT EXISTS (
        SELECT FROM pg_namespace
        WHERE nspname = ? AND nspowner = (SELECT oid FROM pg_roles WHERE rolname = ?))
      """;
  private static final String MAY_CREATE_IN_DATABASE =
      "SELECT has_database_privilege(current_database(), 'CREATE')";
  private static final String HAS_EXTENSION =
      "SELECT EXISTS (SELECT FROM pg_extension WHERE extname = ?)";
  private static final String MAY_CHANGE_SCHEMA =
      """
      SELECT EXISTS (
        SELECT FROM pg_namespace WHERE nspname = ? AND pg_has_role(nspowner, 'USAGE'))
      """;
  private static final String CURRENT_USER = "SELECT quote_ident(current_user)";
  private static final String CURRENT_DATABASE = "SELECT quote_ident(current_database())";

  private final Connection connection;

  Catalog(Connection connection) {
    this.connection = connection;
  }

  boolean mayCreateRoles() throws SQLException {
    return isTrue(MAY_CREATE_ROLES);
  }

  boolean exists(Role role) throws SQLException {
    return isTrue(ROLE_EXISTS, role.roleName());
  }

  /** Whether the user may set the role's password and make others its members. */
  boolean mayAdminister(Role role) throws SQLException {
    return isTrue(MAY_ADMINISTER, role.roleName());
  }

  boolean mayBecome(Role role) throws SQLException {
    return isTrue(MAY_BECOME, role.roleName());
  }

  /** Whether {@code member} owns what {@code role} owns, and can give it things to own. */
  boolean actsFor(Role member, Role role) throws SQLException {
    return isTrue(ACTS_FOR, member.roleName(), role.roleName());
  }

  boolean schemaExists(String schema) throws SQLException {
    return isTrue(SCHEMA_EXISTS, schema);
  }

  boolean owns(Role role, String schema) throws SQLException {
    return isTrue(OWNS_SCHEMA, schema, role.roleName());
  }

  boolean mayCreateInDatabase() throws SQLException {
    return isTrue(MAY_CREATE_IN_DATABASE);
  }

  boolean hasExtension(String extension) throws SQLException {
    return isTrue(HAS_EXTENSION, extension);
  }

  boolean mayChangeSchema(String schema) throws SQLException {
    return isTrue(MAY_CHANGE_SCHEMA, schema);
  }

  /** Quoted where SQL needs it. */
  String currentUser() throws SQLException {
    return text(CURRENT_USER);
  }

  /** Quoted where SQL needs it. */
  String currentDatabase() throws SQLException {
    return text(CURRENT_DATABASE);
  }

  private boolean isTrue(String question, String... parameters) throws SQLException {
    return text(question, parameters).equals("t");
  }

  private String text(String question, String... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(question)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      try (ResultSet answer = statement.executeQuery()) {
        answer.next();
        return answer.getString(1);
      }
    }
  }
}
