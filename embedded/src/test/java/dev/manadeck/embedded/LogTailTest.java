package dev.manadeck.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
  @TempDir private Path folder;

  @Test
  void showsWhatWasLoggedSince() throws Exception {
    Path file = Files.writeString(folder.resolve("log"), "an earlier run\n");
    LogTail log = LogTail.fromNowOn(file);
    assertThat(log).hasToString("It logged nothing to " + file);

    Files.writeString(file, "an earlier run\nthis run\n");

    assertThat(log).hasToString("The end of " + file + ":\n  this run");
    assertThat(log.contains("earlier")).isFalse();
  }

  @Test
  void showsTheRestOfALogThatWasEmptied() throws Exception {
    Path file = Files.writeString(folder.resolve("log"), "an earlier run\n");
    LogTail log = LogTail.fromNowOn(file);

    Files.writeString(file, "short\n");

    assertThat(log).hasToString("It logged nothing to " + file);
  }
}
