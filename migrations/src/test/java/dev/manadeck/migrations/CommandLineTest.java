package dev.manadeck.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  private static final String URL = "jdbc:postgresql://db/manadeck";
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "MANADECK_DATABASE_URL", URL,
          "MANADECK_DATABASE_USER", "admin",
          "MANADECK_DATABASE_PASSWORD", "secret",
          "MANADECK_DATABASE_WAIT", "2m",
          "MANADECK_SERVICE_PASSWORD", "service secret",
          "MANADECK_READER_PASSWORD", "");

  @Test
  void takesAllFromTheEnvironment() {
    assertThat(CommandLine.parse(List.of(), ENVIRONMENT))
        .isEqualTo(
            new Invocation.Migrate(
                new Settings(
                    URL,
                    "admin",
                    "secret",
                    Map.of(Role.SERVICE, "service secret"),
                    Duration.ofMinutes(2))));
  }

  @Test
  void prefersOptions() {
    List<String> arguments =
        List.of("--url", "jdbc:postgresql://other/db", "--user", "me", "--wait", "5s");

    assertThat(CommandLine.parse(arguments, ENVIRONMENT))
        .isEqualTo(
            new Invocation.Migrate(
                new Settings(
                    "jdbc:postgresql://other/db",
                    "me",
                    "secret",
                    Map.of(Role.SERVICE, "service secret"),
                    Duration.ofSeconds(5))));
  }

  @Test
  void waitsAMinuteUnlessTold() {
    assertThat(CommandLine.parse(List.of("--url", URL, "--user", "me"), Map.of()))
        .isEqualTo(
            new Invocation.Migrate(
                new Settings(URL, "me", null, Map.of(), Duration.ofSeconds(60))));
  }

  @ParameterizedTest
  @CsvSource({"0s, 0", "250ms, 250", "90s, 90000", "3m, 180000"})
  void understandsDurations(String text, long millis) {
    assertThat(CommandLine.parse(List.of("--wait", text), ENVIRONMENT))
        .isInstanceOfSatisfying(
            Invocation.Migrate.class,
            migrate ->
                assertThat(migrate.settings().maxWait()).isEqualTo(Duration.ofMillis(millis)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"60", "-1s", "1h", "", "9999999999s", "soon"})
  void refusesOtherDurations(String text) {
    assertThat(CommandLine.parse(List.of("--wait", text), ENVIRONMENT))
        .isEqualTo(
            new Invocation.Mistake(
                "Expected a duration such as 500ms, 60s or 2m, but got " + text));
  }

  @Test
  void saysWhatIsMissing() {
    assertThat(CommandLine.parse(List.of("--user", "me"), Map.of()))
        .isEqualTo(
            new Invocation.Mistake(
                "Expected --url or MANADECK_DATABASE_URL, but neither is given"));
    assertThat(CommandLine.parse(List.of("--url", URL), Map.of("MANADECK_DATABASE_USER", "")))
        .isEqualTo(
            new Invocation.Mistake(
                "Expected --user or MANADECK_DATABASE_USER, but neither is given"));
    assertThat(CommandLine.parse(List.of("--url"), ENVIRONMENT))
        .isEqualTo(new Invocation.Mistake("Expected a value after --url"));
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThat(CommandLine.parse(List.of("--password", "x"), ENVIRONMENT))
        .isEqualTo(new Invocation.Mistake("There is no option --password"));
    assertThat(CommandLine.parse(List.of("--url", "jdbc:h2:mem:x"), ENVIRONMENT))
        .isInstanceOf(Invocation.Mistake.class);
    assertThat(CommandLine.parse(List.of("--url", "jdbc:postgresql://db:port/x"), ENVIRONMENT))
        .isInstanceOf(Invocation.Mistake.class);
  }

  @Test
  void helpsWhateverElseIsAsked() {
    assertThat(CommandLine.parse(List.of("--url", "nonsense", "--help"), Map.of()))
        .isEqualTo(new Invocation.Help());
  }

  @Test
  void showsNoPassword() {
    assertThat(CommandLine.parse(List.of(), ENVIRONMENT).toString()).doesNotContain("secret");
  }
}
