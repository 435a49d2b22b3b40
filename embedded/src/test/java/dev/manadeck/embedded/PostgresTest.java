package dev.manadeck.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.security.auth.module.UnixSystem;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class PostgresTest {

  @TempDir Path data;

  private final int port = LoopbackPort.free();

  @Test
  void keepsRowsThroughCrashAndRestart() throws Exception {
    try (Postgres postgres = postgres(Durability.POWER_LOSS)) {
      postgres.start();
      execute(postgres, "CREATE TABLE kept (what text)");
      execute(postgres, "INSERT INTO kept VALUES ('before the crash')");

      postgres.kill();
      assertThat(postgres.isAlive()).isFalse();
      postgres.start();
      execute(postgres, "INSERT INTO kept VALUES ('before the stop')");

      postgres.stop();
      assertThat(postgres.isAlive()).isFalse();
    }
    try (Postgres again = postgres(Durability.POWER_LOSS)) {
      again.start();
      assertThat(query(again, "SELECT string_agg(what, ', ') FROM kept"))
          .isEqualTo("before the crash, before the stop");
    }
  }

  @Test
  void isDurableUnlessToldOtherwise() throws Exception {
    try (Postgres postgres = postgres(Durability.POWER_LOSS)) {
      postgres.start();
      assertThat(setting(postgres, "fsync")).isEqualTo("on");
      assertThat(setting(postgres, "synchronous_commit")).isEqualTo("on");
      assertThat(setting(postgres, "full_page_writes")).isEqualTo("on");
      postgres.stop();
    }
    try (Postgres postgres = postgres(Durability.PROCESS_LOSS)) {
      postgres.start();
      assertThat(setting(postgres, "fsync")).isEqualTo("off");
    }
  }

  @Test
  void sortsAndFoldsTheSameOnEveryMachine() throws Exception {
    try (Postgres postgres = postgres(Durability.PROCESS_LOSS)) {
      postgres.start();
      assertThat(setting(postgres, "server_encoding")).isEqualTo("UTF8");
      assertThat(query(postgres, "SELECT 'a' > 'B' AND upper('ä') = 'Ä'")).isEqualTo("t");
    }
  }

  @Test
  void letsNobodyInWithoutThePassword() throws Exception {
    try (Postgres postgres = postgres(Durability.PROCESS_LOSS)) {
      postgres.start();
      assertThatThrownBy(
              () ->
                  DriverManager.getConnection(
                      postgres.jdbcUrl("postgres"), Postgres.ADMIN, "a guess"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
      assertThat(Files.getPosixFilePermissions(data.resolve("admin-password")))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Test
  void startsRightAfterSomebodyKilledItInTheMiddleOfWork() throws Exception {
    try (Postgres postgres = postgres(Durability.PROCESS_LOSS);
        ExecutorService clients = Executors.newSingleThreadExecutor()) {
      postgres.start();
      execute(postgres, "CREATE TABLE kept AS SELECT 42 AS answer");
      clients.submit(() -> query(postgres, "SELECT count(*) FROM generate_series(1, 10000000)"));
      Awaitility.await().until(() -> isBusyWith(postgres, "%generate_series%"));

      ProcessHandle.of(postgres.pid()).orElseThrow().destroyForcibly();
      assertThat(postgres.onExit().orTimeout(30, TimeUnit.SECONDS).join()).isNotZero();
      postgres.start();

      assertThat(query(postgres, "SELECT answer FROM kept")).isEqualTo("42");
    }
  }

  private static boolean isBusyWith(Postgres postgres, String work) throws SQLException {
    String others =
        "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%s' AND pid <> pg_backend_pid()";
    return query(postgres, others.formatted(work)).equals("1");
  }

  @Test
  void startsWhenAnotherProcessGotTheNumberOfTheDeadPostmaster() throws Exception {
    Process stranger = new ProcessBuilder("sleep", "600").start();
    try (Postgres postgres = postgres(Durability.PROCESS_LOSS)) {
      postgres.start();
      postgres.kill();
      List<String> lines = new ArrayList<>(Files.readAllLines(postmasterFile()));
      lines.set(0, Long.toString(stranger.pid()));
      Files.write(postmasterFile(), lines);

      postgres.start();

      assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void startsWhenTheNumberOfTheDeadPostmasterWasLost() throws Exception {
    try (Postgres postgres = postgres(Durability.PROCESS_LOSS)) {
      postgres.start();
      for (String left : List.of("", "\0\0\0\0", "\u00ff no number\n")) {
        postgres.kill();
        Files.writeString(postmasterFile(), left, StandardCharsets.ISO_8859_1);

        postgres.start();

        assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
      }
    }
  }

  @Test
  void takesNoDamagedFileFromALivingPostmaster() throws Exception {
    try (Postgres postgres = postgres(Durability.PROCESS_LOSS)) {
      postgres.start();
      Files.writeString(postmasterFile(), "");

      new PostgresCluster(data).forgetDeadPostmaster();

      assertThat(postmasterFile()).exists();
    }
  }

  @Test
  void startsAnewWhenItsFirstStartWasCutShort() throws Exception {
    Files.createDirectories(data.resolve("cluster.unfinished/base"));
    try (Postgres postgres = postgres(Durability.PROCESS_LOSS)) {
      postgres.start();
      assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void namesPortThatIsInUse() throws Exception {
    try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        Postgres postgres = postgres(Durability.PROCESS_LOSS)) {
      assertThatThrownBy(postgres::start)
          .isInstanceOf(StartFailedException.class)
          .hasMessageStartingWith("Port %d is needed for PostgreSQL".formatted(port));
    }
  }

  @Test
  void showsTheLogWhenItCannotStart() throws Exception {
    try (Postgres postgres = postgres(Durability.PROCESS_LOSS)) {
      postgres.start();
      postgres.stop();
      Files.writeString(
          data.resolve("cluster/postgresql.conf"),
          "no_such_setting = 1",
          StandardOpenOption.APPEND);

      assertThatThrownBy(postgres::start)
          .isInstanceOf(StartFailedException.class)
          .hasMessageStartingWith("PostgreSQL ended with status 1 while it was starting")
          .hasMessageContaining("no_such_setting");
    }
  }

  @Test
  void takesOverFromOwnerThatWasKilled() throws Exception {
    try (OwnerProcess other = OwnerProcess.start(Postgres.class, data, port);
        Postgres postgres = postgres(Durability.PROCESS_LOSS)) {
      other.killWithoutTrace();
      assertThat(other.server().isAlive()).isTrue();

      postgres.start();

      assertThat(ProcessEnd.hasCome(other.server())).isTrue();
      assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void endsSoonAfterItsOwner() throws Exception {
    try (OwnerProcess other = OwnerProcess.start(Postgres.class, data, port)) {
      other.kill();
      assertThat(ProcessEnd.comesWithin(Duration.ofMinutes(1), other.server())).isTrue();
    }
    assertThat(postmasterFile()).doesNotExist();
  }

  @Test
  @EnabledIf("isRoot")
  void runsAsAnotherUserWhereRootCannotGiveUpItsName() throws Exception {
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (Postgres postgres = runBy(PostgresAccount.user("nobody"))) {
      postgres.start();
      assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
      assertThat(ProcessHandle.of(postgres.pid()).orElseThrow().info().user()).contains("nobody");
    }
  }

  @Test
  @EnabledIf("canGiveUpTheNameOfRoot")
  void takesBackWhatAnotherUserRan() throws Exception {
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (Postgres theirs = runBy(PostgresAccount.user("nobody"))) {
      theirs.start();
    }
    try (Postgres ours = runBy(PostgresAccount.rootWithoutItsName())) {
      ours.start();
      assertThat(query(ours, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  @EnabledIf("isRoot")
  void saysWhatToDoWhenTheOtherUserCannotReachTheFolder() throws Exception {
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
    try (Postgres postgres = runBy(PostgresAccount.user("nobody"))) {
      assertThatThrownBy(postgres::start)
          .isInstanceOf(StartFailedException.class)
          .hasMessageContaining("cannot reach " + data.resolve("theirs"));
    }
  }

  static boolean isRoot() {
    return new UnixSystem().getUid() == 0;
  }

  static boolean canGiveUpTheNameOfRoot() {
    return isRoot() && PostgresAccount.rootWithoutItsName().canEnter(Path.of("/"));
  }

  private Postgres runBy(PostgresAccount account) {
    return new Postgres(
        data.resolve("theirs"), port, log(), Durability.PROCESS_LOSS, () -> account);
  }

  private Postgres postgres(Durability durability) {
    return new Postgres(data, port, log(), durability);
  }

  private Path postmasterFile() {
    return data.resolve("cluster/postmaster.pid");
  }

  private Path log() {
    return data.resolve("postgres.log");
  }

  private static String setting(Postgres postgres, String name) throws SQLException {
    return query(postgres, "SELECT current_setting('%s')".formatted(name));
  }

  private static void execute(Postgres postgres, String sql) throws SQLException {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(Postgres postgres, String sql) throws SQLException {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  private static Connection connect(Postgres postgres) throws SQLException {
    return DriverManager.getConnection(
        postgres.jdbcUrl("postgres"), Postgres.ADMIN, postgres.adminPassword());
  }
}
