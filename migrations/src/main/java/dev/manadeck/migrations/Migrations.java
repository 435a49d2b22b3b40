package dev.manadeck.migrations;

/** Brings a database up to date; may be called by any number of processes at once. */
public final class Migrations {
  private static final String LOCATION = "classpath:db/migration";

  private Migrations() {}

  /**
   * Waits for the database, creates what is missing of roles and schema, and applies the files that
   * were not applied yet.
   *
   * @throws MigrationFailedException if the schema is not up to date afterwards
   */
  public static Migrated migrate(Settings settings) {
    return migrate(settings, LOCATION);
  }

  static Migrated migrate(Settings settings, String location) {
    Database database = new Database(settings);
    database.awaitAnswer();
    new Foundation(database, settings.rolePasswords()).lay();
    return new Upgrade(database, location).run();
  }
}
