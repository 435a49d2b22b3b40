package dev.manadeck.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** Where the user keeps what can be had again. */
final class UserCache {

  private UserCache() {}

  /** Nobody else may write to it. Empty if the user has no home of that kind. */
  static Optional<Path> folder() {
    String cacheHome = System.getenv("XDG_CACHE_HOME");
    Path base =
        cacheHome == null || cacheHome.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(cacheHome);
    Path folder = base.resolve("manadeck").toAbsolutePath();
    try {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      return Files.isWritable(folder) ? Optional.of(folder) : Optional.empty();
    } catch (IOException noHomeOfOurOwn) {
      return Optional.empty();
    }
  }
}
