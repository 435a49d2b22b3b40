package dev.manadeck.testing;

import dev.manadeck.embedded.OwnSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/**
 * The temporary files of one embedded server. They are deleted at the latest when this JVM is gone:
 * by then the server ends by itself. A shutdown hook would take the server away while others, such
 * as those of application contexts, still use it.
 */
final class ServerFiles {

  private static final String DELETE_WHEN_INPUT_AND_SERVER_END =
      """
      read -r nothing
      read -r pid start < "$1/data/server.pid"
      for second in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
        kill -s 0 "$pid" || break
        sleep 1
      done
      rm -rf "$1"
      """;

  private static final Set<PosixFilePermission> THE_ACCOUNT_OF_THE_SERVER_PASSES_THROUGH =
      PosixFilePermissions.fromString("rwxr-xr-x");

  private final Path folder;
  private final Process janitor;

  private ServerFiles(Path folder, Process janitor) {
    this.folder = folder;
    this.janitor = janitor;
  }

  static ServerFiles create() {
    try {
      Path folder = Files.createTempDirectory("manadeck-test-");
      Files.setPosixFilePermissions(folder, THE_ACCOUNT_OF_THE_SERVER_PASSES_THROUGH);
      List<String> deletion =
          List.of("sh", "-c", DELETE_WHEN_INPUT_AND_SERVER_END, "sh", folder.toString());
      Process janitor =
          new ProcessBuilder(OwnSession.of(deletion))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return new ServerFiles(folder, janitor);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path data() {
    return folder.resolve("data");
  }

  Path log() {
    return folder.resolve("log");
  }

  /** The server must have ended. */
  void delete() {
    try {
      janitor.getOutputStream().close();
      janitor.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
