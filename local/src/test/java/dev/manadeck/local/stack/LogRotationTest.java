package dev.manadeck.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogRotationTest {
  private static final long LARGE = 10;

  @TempDir private Path folder;

  @Test
  void emptiesALargeLogUnderTheProcessThatWritesIt() throws Exception {
    Path log = Files.createFile(folder.resolve("part.log"));
    try (OutputStream process = Files.newOutputStream(log, StandardOpenOption.APPEND);
        LogRotation rotation = new LogRotation(folder, LARGE)) {
      process.write("first part\n".getBytes(StandardCharsets.UTF_8));
      rotation.rotate();
      process.write("rest\n".getBytes(StandardCharsets.UTF_8));
      rotation.rotate();
    }

    assertThat(log).hasContent("rest\n");
    assertThat(folder.resolve("part.log.1")).hasContent("first part\n");
  }
}
