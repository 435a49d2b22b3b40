package dev.manadeck.migrations;

import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies the numbered files that the schema has not seen yet, as the owner of the schema. */
final class Upgrade {
  private static final Logger LOG = LoggerFactory.getLogger(Upgrade.class);

  /** Flyway asks for its lock once a second. */
  private static final int SECONDS_FOR_ANOTHER_RUN = 600;

  private final AppliedScripts applied = new AppliedScripts();
  private final Flyway flyway;

  Upgrade(Database database, String location) {
    this.flyway =
        Flyway.configure()
            .dataSource(database.dataSource())
            .initSql("SET ROLE " + Role.OWNER.roleName())
            .defaultSchema(Schema.NAME)
            .createSchemas(false)
            .locations(location)
            .failOnMissingLocations(true)
            .validateMigrationNaming(true)
            .lockRetryCount(SECONDS_FOR_ANOTHER_RUN)
            .callbacks(applied)
            .load();
  }

  Migrated run() {
    try {
      flyway.migrate();
      MigrationInfo current = flyway.info().current();
      if (current == null) {
        throw MigrationFailedException.refused("Expected at least one migration, but found none");
      }
      String version = current.getVersion().getVersion();
      LOG.info("schema {} is at version {}", Schema.NAME, version);
      return new Migrated(version, applied.names());
    } catch (FlywayValidateException e) {
      throw MigrationFailedException.refused(difference(e));
    } catch (FlywayException e) {
      throw MigrationFailedException.broken(e);
    }
  }

  private String difference(FlywayValidateException complaint) {
    String changed = scripts(migration -> migration.isApplied() && !migration.isChecksumMatching());
    if (!changed.isEmpty()) {
      return "Expected applied files to stay as they are, but %s changed since. Restore it, and put the change into a new file with the next number."
          .formatted(changed);
    }
    String gone = scripts(migration -> migration.getState() == MigrationState.MISSING_SUCCESS);
    if (!gone.isEmpty()) {
      return "Expected every applied file to be here, but %s is gone. Restore it.".formatted(gone);
    }
    return String.valueOf(complaint.getMessage()).replaceAll("\\s*\\R\\s*", " ");
  }

  private String scripts(Predicate<MigrationInfo> condition) {
    return Arrays.stream(flyway.info().all())
        .filter(condition)
        .map(MigrationInfo::getScript)
        .collect(Collectors.joining(", "));
  }
}
