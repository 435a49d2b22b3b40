package dev.manadeck.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.manadeck.embedded.Jvm;
import dev.manadeck.local.stack.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands of somebody to whom the folders of a run are closed, for another user made them. */
class ClosedFolderTest {
  private record Ended(int exitCode, String out, String err) {}

  @TempDir private Path machine;
  private DataFolder data;

  @BeforeEach
  void runOnce() {
    data = new DataFolder(machine.resolve("data"));
    data.prepare();
    data.tokens();
  }

  @AfterEach
  void open() throws IOException {
    for (Path folder : List.of(data.root(), data.auth(), data.root().resolve("run"))) {
      permit(folder, "rwx------");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "auth, token --user alice",
    "auth, parked",
    "run, status",
    "run, status --json",
    "run, up"
  })
  void isSaidToBeItsOwners(String name, String line) throws Exception {
    Path closed = data.root().resolve(name);
    permit(closed, "---------");

    Ended ended = run(closed, line);

    assertThat(ended.exitCode()).isEqualTo(3);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .contains(closed + " can only be used by its owner", "run this as that user")
        .hasLineCount(1);
  }

  @Test
  void mayBeTheWholeOfIt() throws Exception {
    permit(data.root(), "---------");

    Ended ended = run(data.root(), "parked");

    assertThat(ended.exitCode()).isEqualTo(3);
    assertThat(ended.err()).contains("can only be used by its owner").hasLineCount(1);
  }

  private Ended run(Path closed, String line) throws Exception {
    Optional<Bound> bound = Bound.by(closed);
    assumeThat(bound).as("a way to be bound by permissions").isPresent();
    Path out = machine.resolve("out");
    Path err = machine.resolve("err");
    List<String> launcher =
        Stream.of(
                Jvm.command("-cp", System.getProperty("java.class.path"), Launcher.class.getName()),
                List.of(line.split(" ")),
                List.of("--data", data.root().toString()))
            .flatMap(List::stream)
            .toList();
    int exitCode =
        new ProcessBuilder(bound.get().command(launcher.toArray(String[]::new)))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start()
            .waitFor();
    return new Ended(exitCode, Files.readString(out), Files.readString(err));
  }

  private static void permit(Path folder, String permissions) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
  }
}
