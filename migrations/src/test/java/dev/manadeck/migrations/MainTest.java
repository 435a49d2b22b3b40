package dev.manadeck.migrations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.testing.TestDatabase;
import dev.manadeck.testing.TestPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MainTest {
  private final TestDatabase database = TestPostgres.newDatabase();
  private final Map<String, String> environment = new HashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  MainTest() {
    environment.put("MANADECK_DATABASE_URL", database.jdbcUrl());
    environment.put("MANADECK_DATABASE_USER", database.username());
    environment.put("MANADECK_DATABASE_PASSWORD", database.password());
    for (Role role : Role.values()) {
      environment.put(role.passwordVariable(), TestSettings.passwordOf(role));
    }
  }

  @Test
  void endsWith0WhenTheSchemaIsUpToDate() {
    assertThat(run()).isZero();
    assertThat(run()).isZero();
  }

  @Test
  void endsWith0AfterHelping() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString(UTF_8)).contains("--wait", "MANADECK_OWNER_PASSWORD");
  }

  @Test
  void endsWith1WhenAStatementFails() throws SQLException {
    run();
    try (Session administrator = Session.ofAdministrator(database)) {
      administrator.execute(
          "DELETE FROM projection.flyway_schema_history WHERE version::integer >= 7");
    }

    assertThat(run()).isEqualTo(1);
  }

  @Test
  void endsWith2WhenItDoesNotUnderstand() {
    assertThat(run("--frob")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("--frob", "--help");
  }

  @Test
  void endsWith3WhenTheLoginIsDenied() {
    environment.put("MANADECK_DATABASE_PASSWORD", "wrong");
    assertThat(run()).isEqualTo(3);
  }

  @Test
  void endsWith3WhenThereIsNoSuchDatabase() {
    assertThat(run("--url", database.jdbcUrl() + "_of_nobody")).isEqualTo(3);
  }

  @Test
  void endsWith4WhenNobodyAnswersInTime() throws IOException {
    int freePort;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      freePort = socket.getLocalPort();
    }

    assertThat(run("--url", "jdbc:postgresql://127.0.0.1:%d/x".formatted(freePort), "--wait", "0s"))
        .isEqualTo(4);
  }

  private int run(String... arguments) {
    return Main.run(
        List.of(arguments),
        environment,
        new PrintStream(out, true, UTF_8),
        new PrintStream(err, true, UTF_8));
  }
}
