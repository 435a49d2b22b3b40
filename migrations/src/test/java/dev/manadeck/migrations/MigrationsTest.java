package dev.manadeck.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.manadeck.migrations.MigrationFailedException.Reason;
import dev.manadeck.testing.TestDatabase;
import dev.manadeck.testing.TestPostgres;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {
  private static final String NEXT_FILE = "V1000__next.sql";

  private final TestDatabase database = TestPostgres.newDatabase();

  /** The files of this build, to add to and to spoil. */
  @TempDir private Path files;

  private List<String> fileNames = List.of();

  @BeforeEach
  void copyFiles() throws IOException, URISyntaxException {
    Path originals =
        Path.of(Objects.requireNonNull(Migrations.class.getResource("/db/migration")).toURI());
    try (Stream<Path> list = Files.list(originals)) {
      for (Path original : list.toList()) {
        Files.copy(original, files.resolve(original.getFileName()));
      }
    }
    try (Stream<Path> list = Files.list(files)) {
      fileNames = list.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void appliesEveryFileToAnEmptyDatabase() {
    Migrated migrated = Migrations.migrate(TestSettings.asAdministrator(database));

    assertThat(migrated.applied()).containsExactlyElementsOf(fileNames);
    assertThat(migrated.version()).isEqualTo(String.valueOf(fileNames.size()));
  }

  @Test
  void changesNothingTheSecondTime() throws SQLException {
    String version = migrate().version();
    List<String> before = rowsAboutTables();

    Migrated again = migrate();

    assertThat(again).isEqualTo(new Migrated(version, List.of()));
    assertThat(rowsAboutTables()).isNotEmpty().isEqualTo(before);
  }

  @Test
  void appliesOnlyWhatIsNew() throws IOException {
    migrate();
    write(NEXT_FILE, "CREATE TABLE projection.next (next_id uuid PRIMARY KEY);");

    assertThat(migrate()).isEqualTo(new Migrated("1000", List.of(NEXT_FILE)));
  }

  @Test
  void refusesAnAppliedFileThatHasChanged() throws IOException {
    migrate();
    Files.writeString(
        files.resolve("V2__decks.sql"), "-- one more thing\n", StandardOpenOption.APPEND);
    write(NEXT_FILE, "CREATE TABLE projection.next (next_id uuid PRIMARY KEY);");

    assertThatExceptionOfType(MigrationFailedException.class)
        .isThrownBy(this::migrate)
        .withMessage(
            "Expected applied files to stay as they are, but V2__decks.sql changed since."
                + " Restore it, and put the change into a new file with the next number.")
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED));
    assertThat(versions()).doesNotContain("1000");
  }

  @Test
  void refusesWhereAnAppliedFileIsGone() throws IOException {
    migrate();
    Files.delete(files.resolve("V2__decks.sql"));

    assertThatExceptionOfType(MigrationFailedException.class)
        .isThrownBy(this::migrate)
        .withMessage(
            "Expected every applied file to be here, but V2__decks.sql is gone. Restore it.")
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED));
  }

  @Test
  void refusesANewFileWithAnOldNumber() throws IOException {
    migrate();
    write("V2.5__late.sql", "CREATE TABLE projection.late (late_id uuid PRIMARY KEY);");

    assertThatExceptionOfType(MigrationFailedException.class)
        .isThrownBy(this::migrate)
        .withMessageContaining("2.5")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED));
  }

  @Test
  void leavesALaterReleasesSchemaAlone() throws IOException {
    write(NEXT_FILE, "CREATE TABLE projection.next (next_id uuid PRIMARY KEY);");
    migrate();

    Migrated byTheReleaseBefore = Migrations.migrate(TestSettings.asAdministrator(database));

    assertThat(byTheReleaseBefore).isEqualTo(new Migrated("1000", List.of()));
  }

  @Test
  void undoesAFileThatBreaksHalfway() throws IOException, SQLException {
    write(NEXT_FILE, "CREATE TABLE projection.next (next_id uuid);\nSELECT 1 / 0;");

    assertThatExceptionOfType(MigrationFailedException.class)
        .isThrownBy(this::migrate)
        .withMessageContaining(NEXT_FILE)
        .withMessageContaining("division by zero")
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.BROKEN));
    assertThat(versions()).hasSameSizeAs(fileNames).doesNotContain("1000");
    try (Session session = Session.ofAdministrator(database)) {
      assertThat(session.list("SELECT to_regclass('projection.next')")).containsOnlyNulls();
    }
  }

  private Migrated migrate() {
    return Migrations.migrate(
        TestSettings.asAdministrator(database), "filesystem:" + files.toAbsolutePath());
  }

  private void write(String fileName, String sql) throws IOException {
    Files.writeString(files.resolve(fileName), sql);
  }

  private List<String> versions() {
    try (Session session = Session.ofAdministrator(database)) {
      return session.list("SELECT version FROM projection.flyway_schema_history");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private List<String> rowsAboutTables() throws SQLException {
    try (Session session = Session.ofAdministrator(database)) {
      return session.list(
          """
          SELECT c::text FROM pg_class c WHERE relnamespace = 'projection'::regnamespace
          UNION ALL SELECT n::text FROM pg_namespace n
          ORDER BY 1
          """);
    }
  }
}
