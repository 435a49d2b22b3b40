package dev.manadeck.local.stack;

import dev.manadeck.local.auth.LocalKeys;
import dev.manadeck.local.auth.LocalTokens;
import dev.manadeck.local.auth.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/** Where everything is that outlives a run. */
public record DataFolder(Path root) {

  public static final String USUAL = "data";

  /** As options have it: that of the environment, else the usual one. */
  public static final String BY_DEFAULT = "${env:MANADECK_DATA:-" + USUAL + "}";

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
    for (Path folder : List.of(kafka(), logs(), run())) {
      if (!Files.isWritable(folder)) {
        throw ofAnotherUser(folder);
      }
    }
  }

  static RefusedException ofAnotherUser(Path folder) {
    return new RefusedException(
        "%s can only be used by its owner%s: run this as that user"
            .formatted(folder, owner(folder).map(name -> ", " + name).orElse("")));
  }

  private static Optional<String> owner(Path folder) {
    try {
      return Optional.of(Files.getOwner(folder).getName());
    } catch (IOException notToldToOthers) {
      return Optional.empty();
    }
  }

  public boolean hasKeys() {
    return keys().exist();
  }

  /**
   * Signed with the keys of this folder, which are made if there are none.
   *
   * @throws RefusedException if only another user may use them
   */
  public LocalTokens tokens() {
    return new LocalTokens(ensureKeys());
  }

  /**
   * @throws RefusedException if only another user may use them
   */
  SigningKey ensureKeys() {
    try {
      return keys().ensure();
    } catch (UncheckedIOException e) {
      throw e.getCause() instanceof AccessDeniedException ? ofAnotherUser(auth()) : e;
    }
  }

  LocalKeys keys() {
    return new LocalKeys(auth());
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

  public Path logOf(String part) {
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
