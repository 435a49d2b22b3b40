package dev.manadeck.local.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The key pair with which this machine signs tokens, in a folder that only its owner may read. */
public final class LocalKeys {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final FileAttribute<?> OWNER_ONLY = permissions("rw-------");
  private static final FileAttribute<?> OWNERS_FOLDER = permissions("rwx------");

  private final Path folder;

  public LocalKeys(Path folder) {
    this.folder = folder;
  }

  /** The public half, as clients of the key set read it. */
  public Path jwksFile() {
    return folder.resolve("jwks.json");
  }

  public boolean exist() {
    return Files.exists(secretFile());
  }

  /**
   * Makes the pair if there is none yet; whoever calls, even at the same time, gets the same one.
   */
  public SigningKey ensure() {
    try {
      Files.createDirectories(folder, OWNERS_FOLDER);
      try (FileChannel channel =
              FileChannel.open(
                  folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock _ = channel.lock()) {
        return Files.exists(secretFile()) ? read() : make();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The keys in " + folder + " cannot be used", e);
    }
  }

  private Path secretFile() {
    return folder.resolve("key.json");
  }

  private SigningKey read() throws IOException {
    SigningKey key = SigningKey.fromJwk(JSON.readTree(Files.readString(secretFile())));
    if (!Files.exists(jwksFile())) {
      writeKeySet(key);
    }
    return key;
  }

  private SigningKey make() throws IOException {
    SigningKey key = SigningKey.generate();
    writeKeySet(key);
    write(secretFile(), key.jwk());
    return key;
  }

  private void writeKeySet(SigningKey key) throws IOException {
    write(jwksFile(), Map.of("keys", List.of(key.publicJwk())));
  }

  private static void write(Path file, Object json) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    Files.deleteIfExists(unfinished);
    Files.createFile(unfinished, OWNER_ONLY);
    Files.writeString(unfinished, JSON.writeValueAsString(json));
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static FileAttribute<?> permissions(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }
}
