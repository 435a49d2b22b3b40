package dev.manadeck.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The script at the top level, in a checkout and on a machine that are made up. */
class LauncherScriptTest {
  private static final Path SCRIPT = Path.of("..", "manadeck");
  private static final List<String> TOOLS =
      List.of(
          "awk",
          "bash",
          "sh",
          "env",
          "dirname",
          "readlink",
          "sed",
          "head",
          "cat",
          "find",
          "mktemp",
          "mv",
          "rm",
          "mkdir",
          "ln",
          "chmod",
          "grep",
          "id",
          "sleep");

  private record Ended(int exitCode, String out, String err) {}

  @TempDir private Path machine;
  private Path checkout;
  private Path path;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void setUpMachine() throws IOException {
    checkout = Files.createDirectories(machine.resolve("check out"));
    Files.copy(SCRIPT, checkout.resolve("manadeck"));
    path = Files.createDirectories(machine.resolve("bin"));
    for (String tool : TOOLS) {
      script(path.resolve(tool), "exec " + onRealPath(tool) + " \"$@\"");
    }
    environment.put("PATH", path.toString());
    environment.put("HOME", Files.createDirectories(machine.resolve("home")).toString());
    environment.put("MANADECK_JDK_FOLDERS", machine.resolve("jvm").toString());
    environment.put("MANADECK_MAVEN_FOLDERS", machine.resolve("maven").toString());
  }

  @Nested
  class FindsAJdk {
    @BeforeEach
    void pretendThatEverythingIsBuilt() throws IOException {
      build();
    }

    @Test
    void inJavaHome() throws Exception {
      environment.put("JAVA_HOME", jdk("anywhere/jdk", "25.0.1").toString());
      jdk("jvm/other", "25");

      assertThat(run("status", "--json").out())
          .startsWith(machine.resolve("anywhere/jdk").toString())
          .contains("dev.manadeck.local.Launcher status --json")
          .contains("-Dmanadeck.home=" + checkout);
    }

    @Test
    void behindTheJavaInPath() throws Exception {
      Path jdk = jdk("anywhere/jdk", "25");
      Files.createSymbolicLink(path.resolve("java"), jdk.resolve("bin/java"));

      assertThat(run("status").out()).startsWith(jdk.toString());
    }

    @Test
    void inAUsualFolderWhenJavaHomeAndPathHoldOlderOnes() throws Exception {
      environment.put("JAVA_HOME", jdk("old", "17.0.15").toString());
      Files.createSymbolicLink(path.resolve("java"), jdk("older", "11.0.2").resolve("bin/java"));
      jdk("jvm/a-21", "21");
      Path wanted = jdk("jvm/b-25", "25.0.3");

      assertThat(run("status").out()).startsWith(wanted.toString());
    }

    @Test
    void insideTheBundlesOfMacOs() throws Exception {
      Path wanted = jdk("jvm/temurin-25.jdk/Contents/Home", "25");

      assertThat(run("status").out()).startsWith(wanted.toString());
    }

    @Test
    void byItsOwnWordWhereItHasNoReleaseFile() throws Exception {
      Path wanted = jdk("jvm/plain", "25.0.1");
      Files.delete(wanted.resolve("release"));

      assertThat(run("status").out()).startsWith(wanted.toString());
    }

    @Test
    void ratherTheWantedVersionThanANewerOne() throws Exception {
      jdk("jvm/a-26", "26");
      Path wanted = jdk("jvm/b-25", "25");

      assertThat(run("status").out()).startsWith(wanted.toString());
    }

    @Test
    void ofANewerVersionIfThereIsNoOther() throws Exception {
      Path newer = jdk("jvm/a-26", "26");

      assertThat(run("status").out()).startsWith(newer.toString());
    }

    @Test
    void elseSaysWhatIsMissing() throws Exception {
      environment.put("JAVA_HOME", jdk("old", "17.0.15").toString());
      Path runtimeOnly = jdk("jvm/jre", "25");
      Files.delete(runtimeOnly.resolve("bin/javac"));

      Ended ended = run("up");

      assertThat(ended.exitCode()).isEqualTo(1);
      assertThat(ended.out()).isEmpty();
      assertThat(ended.err())
          .contains("JDK 25 is missing", "holds JDK 17", "JAVA_HOME", "Install one");
    }
  }

  @Test
  void speaksTheSameLanguageOnEveryMachine() throws Exception {
    jdk("jvm/25", "25");
    build();
    buildBenchmarks();

    for (String command : List.of("status", "bench")) {
      assertThat(run(command).out()).contains("-Duser.language=en -Duser.country=US");
    }
  }

  @Nested
  class Builds {
    @BeforeEach
    void installJdk() throws IOException {
      jdk("jvm/25", "25");
    }

    @Test
    void notWithoutMaven() throws Exception {
      Ended ended = run("up");

      assertThat(ended.exitCode()).isEqualTo(1);
      assertThat(ended.err()).contains("Maven is missing", "apt-get install maven");
    }

    @Test
    void withTheMavenOfAUsualFolder() throws Exception {
      maven(whatMavenLeaves());
      Files.createDirectories(machine.resolve("maven/bin"));
      Files.move(path.resolve("mvn"), machine.resolve("maven/bin/mvn"));

      assertThat(run("status").exitCode()).isZero();
    }

    @Test
    void whatIsNotBuiltAndKeepsQuietAboutIt() throws Exception {
      maven("echo noise; " + whatMavenLeaves());

      Ended ended = run("token", "--user", "alice");

      assertThat(ended.exitCode()).isZero();
      assertThat(ended.out()).contains("Launcher token --user alice").doesNotContain("noise");
      assertThat(ended.err()).startsWith("building").hasLineCount(1);
      assertThat(checkout.resolve("target/build.log"))
          .content()
          .contains("noise", "-Djarmode=tools");
    }

    @Test
    void nothingWhenEverythingIsBuilt() throws Exception {
      maven("exit 1");
      build();

      Ended ended = run("status");

      assertThat(ended.exitCode()).isZero();
      assertThat(ended.err()).isEmpty();
    }

    @Test
    void whatIsOlderThanItsSources() throws Exception {
      maven(whatMavenLeaves());
      build();
      writeLater("events/src/main/java/Deck.java");

      assertThat(run("up").err()).startsWith("building");
    }

    @Test
    void nothingUnderTheFeetOfARunningUp() throws Exception {
      maven("exit 1");
      build();
      writeLater("events/src/main/java/Deck.java");

      Ended ended = run("status");

      assertThat(ended.exitCode()).isZero();
      assertThat(ended.err()).isEmpty();
    }

    private void writeLater(String file) throws IOException {
      Path source = checkout.resolve(file);
      Files.createDirectories(source.getParent());
      Files.setLastModifiedTime(
          Files.createFile(source), FileTime.from(Instant.now().plusSeconds(60)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onceThoughTwoAskForIt(boolean hasFlock) throws Exception {
      if (hasFlock) {
        assumeThat(findOnRealPath("flock")).isPresent();
        script(path.resolve("flock"), "exec " + onRealPath("flock") + " \"$@\"");
      }
      maven(
          "echo begun >>'%1$s/begun'; until [ -f '%1$s/go' ] || [ ! -d '%1$s' ]; do sleep 0.1; done\n%2$s"
              .formatted(machine, whatMavenLeaves()));
      Path err = machine.resolve("second.err");

      Process first = start(machine.resolve("1.out"), machine.resolve("1.err"), "up");
      await().until(() -> Files.exists(machine.resolve("begun")));
      Process second = start(machine.resolve("2.out"), err, "token", "--user", "alice");
      await().until(() -> Files.readString(err).startsWith("waiting for another build"));
      Files.createFile(machine.resolve("go"));

      assertThat(first.waitFor()).isZero();
      assertThat(second.waitFor()).isZero();
      assertThat(machine.resolve("begun")).content().hasLineCount(1);
      assertThat(err).content().hasLineCount(1);
    }

    @Test
    void alsoWhenABuilderDiedInTheMiddle() throws Exception {
      Process dead = new ProcessBuilder("true").start();
      dead.waitFor();
      Path link = Files.createDirectories(checkout.resolve("target")).resolve("build.holder");
      Files.createSymbolicLink(link, Path.of("" + dead.pid()));
      maven(whatMavenLeaves());

      assertThat(run("up").exitCode()).isZero();

      assertThat(link).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "status", "bench", "build", "test"})
    void nothingForSomebodyWhoOnlyAsksForHelp(String command) throws Exception {
      maven("exit 1");

      for (String question : List.of("-h", "--help")) {
        Ended ended = run(command, question);

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).contains("Usage: ./manadeck", command);
        assertThat(ended.err()).isEmpty();
      }
    }

    @Test
    void nothingForACommandThatThereIsNot() throws Exception {
      maven("exit 1");

      Ended ended = run("stauts");

      assertThat(ended.exitCode()).isEqualTo(2);
      assertThat(ended.err()).contains("no command 'stauts'").hasLineCount(1);
    }

    @Test
    void andShowsWhyItFailed() throws Exception {
      maven("echo '[INFO] much'; echo '[ERROR] Deck.java:[3,5] cannot find symbol'; exit 1");

      Ended ended = run("up");

      assertThat(ended.exitCode()).isEqualTo(1);
      assertThat(ended.err())
          .contains("Deck.java:[3,5] cannot find symbol", "target/build.log")
          .doesNotContain("much");
    }
  }

  @Nested
  class RunsTheBenchmarks {
    @BeforeEach
    void installJdk() throws IOException {
      jdk("jvm/25", "25");
      build();
    }

    private void mavenThatBuildsThem() throws IOException {
      maven(
          "echo \"mvn $*\"; mkdir -p '%1$s/bench/target'; : > '%1$s/bench/target/manadeck-bench.jar'"
              .formatted(checkout));
    }

    @Test
    void whichTellWhatTheyMeasureOnceTheRestIsBuilt() throws Exception {
      mavenThatBuildsThem();

      Ended ended = run("bench", "--help");

      assertThat(ended.err()).startsWith("building the benchmarks").hasLineCount(1);
      assertThat(ended.out()).contains("dev.manadeck.bench.Bench --help");
    }

    @Test
    void afterBuildingThem() throws Exception {
      mavenThatBuildsThem();

      Ended ended = run("bench", "commands", "--json");

      assertThat(ended.exitCode()).isZero();
      assertThat(ended.err()).startsWith("building the benchmarks").hasLineCount(1);
      assertThat(ended.out()).contains("dev.manadeck.bench.Bench commands --json");
      assertThat(checkout.resolve("target/build.log")).content().contains("-pl bench -am package");
    }

    @Test
    void withoutBuildingWhatIsBuilt() throws Exception {
      maven("exit 1");
      buildBenchmarks();

      Ended ended = run("bench", "replay");

      assertThat(ended.exitCode()).isZero();
      assertThat(ended.err()).isEmpty();
    }

    @Test
    void afterBuildingThemAgainWhenTheyWereChangedButNotTheRest() throws Exception {
      maven("echo \"mvn $*\"");
      buildBenchmarks();
      Path source = checkout.resolve("bench/src/main/java/Bench.java");
      Files.createDirectories(source.getParent());
      Files.setLastModifiedTime(
          Files.createFile(source), FileTime.from(Instant.now().plusSeconds(60)));

      assertThat(run("bench").err()).startsWith("building the benchmarks").hasLineCount(1);
      assertThat(run("up").err()).isEmpty();
    }
  }

  @Nested
  class RunsTheTests {
    @BeforeEach
    void installJdk() throws IOException {
      jdk("jvm/25", "25");
      build();
    }

    @Test
    void afterBuildingWhatTheyStart() throws Exception {
      maven("echo \"mvn $*\"; " + whatMavenLeaves());
      Files.delete(checkout.resolve("local/target/dist/built"));

      Ended ended = run("test");

      assertThat(ended.exitCode()).isZero();
      assertThat(ended.err()).contains("building");
      assertThat(ended.out()).contains("verify").doesNotContain("package");
      assertThat(checkout.resolve("local/target/dist/built")).exists();
    }

    @Test
    void ofSomeModulesWithoutBuildingTheOthers() throws Exception {
      maven("echo \"mvn $*\"");
      Files.delete(checkout.resolve("local/target/dist/built"));

      Ended ended = run("test", "-pl", "events");

      assertThat(ended.out()).contains("verify -pl events");
      assertThat(ended.err()).doesNotContain("building");
    }

    @Test
    void passingArgumentsAndExitCodeOn() throws Exception {
      maven("echo \"$JAVA_HOME mvn $*\"; echo 'Tests run: 3, Failures: 1'; exit 7");

      Ended ended = run("test", "-Dtest=Some Test");

      assertThat(ended.exitCode()).isEqualTo(7);
      assertThat(ended.out())
          .contains(machine.resolve("jvm/25").toString(), "verify -Dtest=Some Test")
          .endsWith("Tests run: 3, Failures: 1\n");
    }

    @Test
    void withTheEmbeddedServersWhereNoDockerEngineAnswers() throws Exception {
      maven("exit 0");
      script(path.resolve("docker"), "exit 1");

      assertThat(run("test").err())
          .contains(
              "no engine answers: the integration tests use the embedded broker and database");
    }

    @Test
    void withTestcontainersWhereADockerEngineAnswers() throws Exception {
      maven("exit 0");
      script(path.resolve("docker"), "echo 28.0");

      assertThat(run("test").err()).contains("the integration tests use Testcontainers");
    }
  }

  @Test
  void knowsEveryCommandOfTheLauncher() throws Exception {
    jdk("jvm/25", "25");
    build();

    for (CommandLine command : Launcher.commandLine().getSubcommands().values()) {
      if (!command.getCommandSpec().usageMessage().hidden()) {
        assertThat(run(command.getCommandName()).out())
            .contains("Launcher " + command.getCommandName());
      }
    }
  }

  @Test
  void explainsItselfWithoutAnythingInstalled() throws Exception {
    for (String question : List.of("--help", "help")) {
      Ended ended = run(question);

      assertThat(ended.exitCode()).isZero();
      assertThat(ended.out())
          .contains("up", "test", "token", "status", "migrate", "bench", "build");
    }
  }

  private Ended run(String... arguments) throws Exception {
    Path out = machine.resolve("out");
    Path err = machine.resolve("err");
    int exitCode = start(out, err, arguments).waitFor();
    return new Ended(exitCode, Files.readString(out), Files.readString(err));
  }

  private Process start(Path out, Path err, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(checkout.resolve("manadeck").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(machine.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
  }

  /** A JDK whose java says from where and with what it was run. */
  private Path jdk(String folder, String version) throws IOException {
    Path home = machine.resolve(folder);
    Files.createDirectories(home.resolve("bin"));
    script(
        home.resolve("bin/java"),
        """
        if [ "$1" = -version ]; then
          echo 'openjdk version "%s" 2026-01-20' >&2
        else
          echo "%s java $*"
        fi\
        """
            .formatted(version, home));
    script(home.resolve("bin/javac"), "exit 0");
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private void maven(String commands) throws IOException {
    script(path.resolve("mvn"), commands);
  }

  private String whatMavenLeaves() {
    return """
    mkdir -p %1$s/local/target %1$s/command-service/target %1$s/projection-service/target
    : > %1$s/local/target/manadeck-local.jar
    : > %1$s/command-service/target/manadeck-command-service-1-exec.jar
    : > %1$s/projection-service/target/manadeck-projection-service-1-exec.jar\
    """
        .formatted("'" + checkout + "'");
  }

  private void build() throws IOException {
    Path dist = Files.createDirectories(checkout.resolve("local/target/dist"));
    Files.writeString(checkout.resolve("local/target/manadeck-local.jar"), "");
    Files.writeString(dist.resolve("built"), "");
  }

  private void buildBenchmarks() throws IOException {
    Path folder = Files.createDirectories(checkout.resolve("bench/target"));
    Files.writeString(folder.resolve("manadeck-bench.jar"), "");
    Files.writeString(folder.resolve("built"), "");
  }

  private static void script(Path file, String commands) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + commands + "\n", StandardCharsets.UTF_8);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Path onRealPath(String tool) {
    return findOnRealPath(tool)
        .orElseThrow(() -> new IllegalStateException("Expected " + tool + " in PATH"));
  }

  private static Optional<Path> findOnRealPath(String tool) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
