package dev.manadeck.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerFolderTest {

  @TempDir Path path;

  private final ProcessHandle server = ProcessHandle.current();

  @Test
  void remembersTheServerForTheNextOwner() {
    try (ServerFolder folder = ServerFolder.occupy(path)) {
      assertThat(folder.orphan()).isEmpty();
      folder.remember(server);
      assertThat(folder.orphan()).contains(server);
    }
  }

  @Test
  void isFreeAgainAfterItsOwnerLeft() {
    ServerFolder.occupy(path).close();
    ServerFolder.occupy(path).close();
  }

  @Test
  void hasOneOwner() {
    try (ServerFolder _ = ServerFolder.occupy(path)) {
      assertThatThrownBy(() -> ServerFolder.occupy(path)).isInstanceOf(StartFailedException.class);
    }
  }
}
