package dev.manadeck.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.manadeck.migrations.MigrationFailedException.Reason;
import dev.manadeck.testing.PostgresServer;
import dev.manadeck.testing.TestDatabase;
import dev.manadeck.testing.TestPostgres;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What concerns a whole server: the roles, which all its databases share, and its absence. */
class DedicatedServerTest {
  private static final String OPERATORS_PASSWORD = "made by an operator";

  /** A refusal ends in the statement that an administrator has to run. */
  private static final Pattern REMEDY = Pattern.compile("An administrator can: (.+)$");

  private static PostgresServer server;

  private final List<TestDatabase> databases = new ArrayList<>();
  private final TestDatabase database = newDatabase();

  @BeforeAll
  static void start() {
    server = TestPostgres.startDedicated();
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @AfterEach
  void forgetDatabasesAndRoles() throws SQLException {
    try (Session administrator = Session.ofAdministrator(server.newDatabase())) {
      for (TestDatabase used : databases) {
        administrator.execute("DROP DATABASE " + used.name() + " WITH (FORCE)");
      }
      for (String role : roles(administrator)) {
        administrator.execute("DROP ROLE " + role);
      }
    }
  }

  @Test
  void createsRolesWithTheirPasswords() throws SQLException {
    Migrations.migrate(TestSettings.asAdministrator(database));

    for (Role role : Role.values()) {
      try (Session session = Session.of(database, role)) {
        assertThat(session.list("SELECT current_user")).containsExactly(role.roleName());
      }
    }
  }

  @Test
  void createsNoRoleWhereOneHasNoPassword() throws SQLException {
    Map<Role, String> passwords = TestSettings.rolePasswords();
    passwords.remove(Role.READER);
    Settings settings =
        new Settings(
            database.jdbcUrl(),
            database.username(),
            database.password(),
            passwords,
            Settings.DEFAULT_MAX_WAIT);

    assertThatExceptionOfType(MigrationFailedException.class)
        .isThrownBy(() -> Migrations.migrate(settings))
        .withMessageContaining("MANADECK_READER_PASSWORD")
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED));
    try (Session administrator = Session.ofAdministrator(database)) {
      assertThat(roles(administrator)).isEmpty();
    }
  }

  @Test
  void setsGivenPasswordsAnew() throws SQLException {
    Migrations.migrate(TestSettings.asAdministrator(database));
    try (Session administrator = Session.ofAdministrator(database)) {
      administrator.execute("ALTER ROLE manadeck_service PASSWORD 'leaked'");
    }

    Migrations.migrate(TestSettings.asAdministrator(database));

    try (Session service = Session.of(database, Role.SERVICE)) {
      assertThat(service.list("SELECT 1")).isNotEmpty();
    }
  }

  @Test
  void runsOfAnAdministratorWhoIsNoSuperuser() throws SQLException {
    createUser("test_administrator", "CREATEROLE");
    try (Session administrator = Session.ofAdministrator(database)) {
      administrator.execute("ALTER DATABASE " + database.name() + " OWNER TO test_administrator");
    }
    Settings settings = TestSettings.as(database, "test_administrator", OPERATORS_PASSWORD);

    assertThat(Migrations.migrate(settings).applied()).isNotEmpty();
    assertThat(Migrations.migrate(settings).applied()).isEmpty();
    try (Session service = Session.of(database, Role.SERVICE)) {
      assertThat(service.list("SELECT * FROM projection.decks")).isEmpty();
    }
  }

  @Test
  void namesEveryStepThatAnAdministratorHasToTake() throws SQLException {
    createUser("test_user", "");
    List<String> steps =
        migrateWithHelp(TestSettings.as(database, "test_user", OPERATORS_PASSWORD));

    assertThat(steps)
        .containsExactly(
            "CREATE ROLE manadeck_owner LOGIN PASSWORD '…'",
            "CREATE ROLE manadeck_service LOGIN PASSWORD '…'",
            "CREATE ROLE manadeck_reader LOGIN PASSWORD '…'",
            "GRANT manadeck_service TO manadeck_owner WITH INHERIT TRUE, SET TRUE",
            "GRANT manadeck_owner TO test_user WITH INHERIT FALSE, SET TRUE",
            "CREATE SCHEMA projection AUTHORIZATION manadeck_owner",
            "CREATE EXTENSION pg_trgm SCHEMA projection");
  }

  @Test
  void goesOnWithRolesMadeBeforehand() throws SQLException {
    createUser("manadeck_owner", "");
    migrateWithHelp(TestSettings.as(database, "manadeck_owner", OPERATORS_PASSWORD));

    try (Session service = Session.of(database, "manadeck_service", OPERATORS_PASSWORD)) {
      assertThat(service.list("SELECT * FROM projection.decks")).isEmpty();
    }
  }

  @Test
  void refusesASchemaThatIsSomebodyElses() throws SQLException {
    try (Session administrator = Session.ofAdministrator(database)) {
      administrator.execute("CREATE SCHEMA projection");
    }

    assertThat(migrateWithHelp(TestSettings.asAdministrator(database)))
        .containsExactly("ALTER SCHEMA projection OWNER TO manadeck_owner");
  }

  @Test
  void severalRunsAtOnceDoNoHarm() throws Exception {
    TestDatabase second = newDatabase();
    Callable<Migrated> first = () -> Migrations.migrate(TestSettings.asAdministrator(database));
    Callable<Migrated> other = () -> Migrations.migrate(TestSettings.asAdministrator(second));

    List<Migrated> runs = atOnce(List.of(first, other, first, other, first));

    assertThat(filesOf(runs.get(0), runs.get(2), runs.get(4)))
        .containsExactlyElementsOf(historyOf(database));
    assertThat(filesOf(runs.get(1), runs.get(3))).containsExactlyElementsOf(historyOf(second));
    assertThat(runs).extracting(Migrated::version).containsOnly(runs.getFirst().version());
  }

  @Test
  void waitsForAServerThatStartsLate() throws Exception {
    server.stop();
    try (LogWatch log = new LogWatch();
        ExecutorService executor = Executors.newSingleThreadExecutor()) {
      Future<Migrated> run =
          executor.submit(() -> Migrations.migrate(TestSettings.asAdministrator(database)));
      await().atMost(Duration.ofMinutes(1)).until(log::tellsOfWaiting);
      server.start();

      assertThat(run.get().applied()).isNotEmpty();
    }
  }

  private TestDatabase newDatabase() {
    TestDatabase created = server.newDatabase();
    databases.add(created);
    return created;
  }

  private void createUser(String name, String options) throws SQLException {
    try (Session administrator = Session.ofAdministrator(database)) {
      administrator.execute(
          "CREATE ROLE %s LOGIN PASSWORD '%s' %s".formatted(name, OPERATORS_PASSWORD, options));
    }
  }

  /** Does what each refusal asks for, until there is none. Returns what had to be done. */
  private List<String> migrateWithHelp(Settings settings) throws SQLException {
    List<String> steps = new ArrayList<>();
    while (true) {
      try {
        assertThat(Migrations.migrate(settings).applied()).isNotEmpty();
        return steps;
      } catch (MigrationFailedException e) {
        assertThat(e.reason()).isEqualTo(Reason.REFUSED);
        Matcher remedy = REMEDY.matcher(String.valueOf(e.getMessage()));
        assertThat(remedy.find()).as(e.getMessage()).isTrue();
        assertThat(steps).doesNotContain(remedy.group(1));
        steps.add(remedy.group(1));
      }
      try (Session administrator = Session.ofAdministrator(database)) {
        administrator.execute(steps.getLast().replace("…", OPERATORS_PASSWORD));
      }
    }
  }

  private static List<String> roles(Session session) throws SQLException {
    return session.list(
        "SELECT rolname FROM pg_roles WHERE rolname ~ '^(manadeck|test)_' ORDER BY 1");
  }

  private static <T> List<T> atOnce(List<Callable<T>> tasks) throws Exception {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<T> results = new ArrayList<>();
      for (Future<T> result : executor.invokeAll(tasks)) {
        results.add(result.get());
      }
      return results;
    }
  }

  private static List<String> filesOf(Migrated... runs) {
    return Stream.of(runs).flatMap(run -> run.applied().stream()).sorted().toList();
  }

  private static List<String> historyOf(TestDatabase migrated) throws SQLException {
    try (Session session = Session.ofAdministrator(migrated)) {
      return session.list("SELECT script FROM projection.flyway_schema_history ORDER BY script");
    }
  }

  /** Sees what an operator is told while the runner waits. */
  private static final class LogWatch implements AutoCloseable {
    private final Logger logger = (Logger) LoggerFactory.getLogger(Database.class);
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    LogWatch() {
      appender.list = new CopyOnWriteArrayList<>();
      appender.start();
      logger.addAppender(appender);
      logger.setLevel(Level.INFO);
    }

    boolean tellsOfWaiting() {
      return appender.list.stream()
          .anyMatch(event -> event.getFormattedMessage().startsWith("waiting up to"));
    }

    @Override
    public void close() {
      logger.detachAppender(appender);
      logger.setLevel(null);
    }
  }
}
