package dev.manadeck.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @TempDir private Path folder;

  @Test
  void areMadeOnceAndKept() {
    String owner = new Secrets(folder).password("owner");

    assertThat(owner).hasSizeGreaterThanOrEqualTo(32);
    assertThat(new Secrets(folder).password("owner")).isEqualTo(owner);
    assertThat(new Secrets(folder).password("reader")).isNotEqualTo(owner);
  }

  @Test
  void areReadableByTheirOwnerOnly() throws Exception {
    Path secrets = folder.resolve("secrets");
    new Secrets(secrets).password("owner");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets.resolve("owner"))))
        .isEqualTo("rw-------");
  }
}
