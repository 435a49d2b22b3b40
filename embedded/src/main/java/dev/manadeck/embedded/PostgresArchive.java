package dev.manadeck.embedded;

import static java.nio.file.attribute.PosixFilePermissions.fromString;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The archive of PostgreSQL's programs for this platform, which comes from the classpath. */
final class PostgresArchive {

  private static final int OWNER_MAY_EXECUTE = 0100;
  private static final Set<PosixFilePermission> PROGRAM = fromString("rwxr-xr-x");
  private static final Set<PosixFilePermission> DATA = fromString("rw-r--r--");

  private PostgresArchive() {}

  /**
   * Unpacks the archive into a folder of its own unless that exists. Several processes may do so at
   * once: the folder appears complete, by renaming, or not at all.
   *
   * @return the folder with the programs in {@code bin}
   */
  static Path unpackInto(Path place) throws IOException {
    byte[] archive = read("postgres-%s.txz".formatted(Platform.name()));
    Path home = place.resolve("postgres-" + fingerprint(archive));
    if (!Files.isDirectory(home)) {
      Path unfinished = Files.createTempDirectory(place, "unfinished-");
      unpack(archive, unfinished);
      renameUnlessThere(unfinished, home);
    }
    return home;
  }

  private static byte[] read(String name) throws IOException {
    try (InputStream resource = PostgresArchive.class.getResourceAsStream("/" + name)) {
      if (resource == null) {
        throw new StartFailedException(
            "There is no PostgreSQL for this platform on the classpath: no " + name);
      }
      return resource.readAllBytes();
    }
  }

  private static String fingerprint(byte[] archive) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(archive);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void unpack(byte[] archive, Path target) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new BufferedInputStream(new XZInputStream(new ByteArrayInputStream(archive))))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(entry, tar, target.resolve(entry.getName()));
      }
    }
    for (Path file : FileTree.list(target)) {
      if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
        Files.setPosixFilePermissions(file, PROGRAM);
      }
    }
  }

  private static void unpack(TarArchiveEntry entry, InputStream content, Path file)
      throws IOException {
    Files.createDirectories(entry.isDirectory() ? file : file.getParent());
    if (entry.isDirectory()) {
      return;
    }
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
    } else {
      Files.copy(content, file);
      boolean isProgram = (entry.getMode() & OWNER_MAY_EXECUTE) != 0;
      Files.setPosixFilePermissions(file, isProgram ? PROGRAM : DATA);
    }
  }

  private static void renameUnlessThere(Path unfinished, Path home) throws IOException {
    try {
      Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException somebodyWasFaster) {
      FileTree.deleteIfExists(unfinished);
      if (!Files.isDirectory(home)) {
        throw somebodyWasFaster;
      }
    }
  }
}
