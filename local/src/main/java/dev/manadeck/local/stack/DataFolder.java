package dev.manadeck.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Where everything is that outlives a run. */
public record DataFolder(Path root) {

  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  public DataFolder {
    root = root.toAbsolutePath().normalize();
  }

  /**
   * @throws RefusedException if it cannot be written
   */
  public void prepare() {
    try {
      Files.createDirectories(root);
      for (Path folder : List.of(kafka(), logs(), run())) {
        Files.createDirectories(folder, OWNER_ONLY);
      }
    } catch (IOException e) {
      throw new RefusedException(
          "The data folder %s cannot be written: %s. Choose another one with --data DIR"
              .formatted(root, e.getMessage()));
    }
    if (!Files.isWritable(root)) {
      throw new RefusedException(
          "The data folder %s cannot be written. Choose another one with --data DIR"
              .formatted(root));
    }
  }

  public Path auth() {
    return root.resolve("auth");
  }

  Path secrets() {
    return root.resolve("secrets");
  }

  Path kafka() {
    return root.resolve("kafka");
  }

  Path postgres() {
    return root.resolve("postgres");
  }

  public Path logs() {
    return root.resolve("logs");
  }

  Path logOf(String part) {
    return logs().resolve(part + ".log");
  }

  /** What tells about the current run, or about one that ended without tidying up. */
  Path run() {
    return root.resolve("run");
  }

  Path pidOf(String part) {
    return run().resolve(part + ".pid");
  }

  static void deleteIfExists(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
