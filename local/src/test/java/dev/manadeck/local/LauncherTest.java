package dev.manadeck.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.manadeck.embedded.LoopbackPort;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

class LauncherTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void printsATokenAndNothingElse() {
    assertThat(run("token", "--user", "alice", "--role", "admin", "--data", folder.toString()))
        .isZero();

    assertThat(out.toString()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+\\R");
  }

  @Test
  void saysWhenItMakesTheKeysOfATokenFirst() {
    run("token", "--user", "alice", "--data", folder.toString());
    assertThat(err.toString()).contains("made the keys", folder.toString()).hasLineCount(1);

    run("token", "--user", "bob", "--data", folder.toString());
    assertThat(err.toString()).hasLineCount(1);
  }

  @Test
  void refusesATokenForNobody() {
    assertThat(run("token", "--user", "", "--data", folder.toString())).isEqualTo(2);

    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("Expected a user id of 1 to 64 characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--role=king", "--ttl=soon", "--ttl=0s"})
  void refusesATokenThatMakesNoSense(String option) {
    assertThat(run("token", "--user", "alice", option, "--data", folder.toString())).isEqualTo(2);

    assertThat(out.toString()).isEmpty();
  }

  @Test
  void tellsThatNothingIsUp() {
    String port = String.valueOf(LoopbackPort.free());

    assertThat(run("status", "--data", folder.toString(), "--port", port)).isEqualTo(1);

    assertThat(out.toString())
        .containsPattern("edge +down +127.0.0.1:" + port)
        .containsPattern("kafka +down")
        .containsPattern("projection-service +down");
  }

  @Test
  void listensToTheCommandLineRatherThanTheEnvironment() throws Exception {
    String port = String.valueOf(LoopbackPort.free());
    ProcessBuilder launcher =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Launcher.class.getName(),
            "status",
            "--data=" + folder,
            "--port=" + port);
    launcher.environment().put("MANADECK_URL", "http://elsewhere.invalid");

    try (BufferedReader output = launcher.start().inputReader()) {
      assertThat(output.lines())
          .anyMatch(line -> line.matches("edge +down +127.0.0.1:" + port))
          .noneMatch(line -> line.contains("elsewhere"));
    }
  }

  @Test
  void tellsTheStatusAsJson() {
    String port = String.valueOf(LoopbackPort.free());

    run("status", "--json", "--data", folder.toString(), "--port", port);

    assertThat(JsonMapper.shared().readTree(out.toString()).required("status").asString())
        .isEqualTo("down");
  }

  @Test
  void refusesPortsThatCannotBe() {
    for (String command : List.of("up", "migrate")) {
      assertThat(run(command, "--port", "99999", "--data", folder.toString())).isEqualTo(3);
    }

    assertThat(err.toString()).contains("--port").doesNotContain("Exception");
  }

  @Test
  void refusesADurabilityThatItDoesNotKnow() {
    assertThat(run("up", "--durability", "some-day", "--data", folder.toString())).isEqualTo(2);

    assertThat(err.toString()).contains("Expected process-loss or power-loss, but got some-day");
  }

  @ParameterizedTest
  @ValueSource(strings = {"up", "token", "status", "migrate"})
  void explainsEveryCommand(String command) {
    assertThat(run(command, "--help")).isZero();

    assertThat(out.toString()).contains("Usage: manadeck " + command, "--data", "MANADECK_DATA");
  }

  private int run(String... arguments) {
    CommandLine commandLine =
        Launcher.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return commandLine.execute(arguments);
  }
}
