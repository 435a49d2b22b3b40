package dev.manadeck.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Passwords made on first use, each in a file that only its owner may read. */
final class Secrets {
  private static final int BYTES = 24;

  private final Path folder;

  Secrets(Path folder) {
    this.folder = folder;
  }

  String password(String name) {
    Path file = folder.resolve(name);
    try {
      if (!Files.exists(file)) {
        write(file);
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("The secret " + file + " cannot be used", e);
    }
  }

  private void write(Path file) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    Files.deleteIfExists(unfinished);
    Files.createFile(
        unfinished,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(unfinished, HexFormat.of().formatHex(secret) + "\n");
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
