package dev.manadeck.migrations;

import java.util.Locale;

/** Who may touch the schema. Roles belong to the whole database cluster. */
public enum Role {
  /** Owns the schema and runs the migrations. */
  OWNER,
  /** The projection service: writes rows, and creates, renames and drops generations of tables. */
  SERVICE,
  /** Analysts: read only. */
  READER;

  public String roleName() {
    return "manadeck_" + name().toLowerCase(Locale.ROOT);
  }

  String passwordVariable() {
    return "MANADECK_" + name() + "_PASSWORD";
  }
}
