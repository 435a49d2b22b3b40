package dev.manadeck.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributionTest {
  private static final Program PROGRAM = Program.COMMAND_SERVICE;

  @TempDir private Path home;
  private Distribution distribution;

  @BeforeEach
  void useHome() {
    distribution = new Distribution(home);
  }

  @Test
  void saysThatAServiceIsNotBuilt() {
    assertThatThrownBy(() -> distribution.service(PROGRAM))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("command-service", "./manadeck build");
  }

  @Test
  void runsAServiceFromItsUnpackedJar() throws Exception {
    Path jar = unpack();

    assertThat(distribution.service(PROGRAM))
        .anySatisfy(argument -> assertThat(argument).startsWith(jar.toString()))
        .noneSatisfy(argument -> assertThat(argument).contains("manadeck-local.jar"))
        .endsWith("dev.manadeck.command.CommandServiceApplication")
        .noneSatisfy(argument -> assertThat(argument).startsWith("-XX:AOTCache"));
  }

  @Test
  void speaksTheSameLanguageOnEveryMachine() throws Exception {
    unpack();

    assertThat(List.of(distribution.service(PROGRAM), distribution.rehearsal(PROGRAM)))
        .allSatisfy(DistributionTest::speaksEnglish);
    assertThat(List.of(distribution.edge(), distribution.migrations()))
        .allSatisfy(DistributionTest::speaksEnglish);
  }

  private static void speaksEnglish(List<String> command) {
    assertThat(command).contains("-Duser.language=en", "-Duser.country=US");
  }

  @Test
  void startsFromTheCacheThatARehearsalHasLeft() throws Exception {
    unpack();
    List<String> rehearsal = distribution.rehearsal(PROGRAM);
    Files.writeString(PROGRAM.startCacheIn(home), "");

    Path cache = PROGRAM.startCacheIn(home);
    assertThat(rehearsal).contains("-XX:AOTCacheOutput=" + cache);
    assertThat(distribution.service(PROGRAM)).contains("-XX:AOTCache=" + cache);
  }

  private Path unpack() throws Exception {
    Path folder = Files.createDirectories(PROGRAM.folderIn(home));
    return Files.writeString(folder.resolve("service-1.jar"), "");
  }
}
