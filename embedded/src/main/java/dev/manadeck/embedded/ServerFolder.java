package dev.manadeck.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to run a server on a folder. It is a file lock, which the system gives back when its
 * holder dies: who gets it knows that a server which still runs on the folder is an orphan.
 */
final class ServerFolder implements AutoCloseable {

  /**
   * The folders this process occupies. A file lock holds against other processes only, and is lost
   * when its holder merely opens and closes the file once more.
   */
  private static final Set<Path> OCCUPIED_HERE = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel lockFile;
  private final ProcessRecord server;

  private ServerFolder(Path folder, FileChannel lockFile) {
    this.folder = folder;
    this.lockFile = lockFile;
    this.server = new ProcessRecord(folder.resolve("server.pid"));
  }

  static ServerFolder occupy(Path path) {
    try {
      Path folder = Files.createDirectories(path).toRealPath();
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      if (!OCCUPIED_HERE.add(folder)) {
        throw inUse(folder, Long.toString(ProcessHandle.current().pid()));
      }
      boolean occupied = false;
      try {
        ServerFolder own = new ServerFolder(folder, lock(folder));
        occupied = true;
        return own;
      } finally {
        if (!occupied) {
          OCCUPIED_HERE.remove(folder);
        }
      }
    } catch (IOException e) {
      throw new StartFailedException("The folder %s cannot be used: %s".formatted(path, e), e);
    }
  }

  private static FileChannel lock(Path folder) throws IOException {
    Path file = folder.resolve("owner.lock");
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      throw inUse(folder, Files.readString(file));
    }
    channel.truncate(0);
    channel.write(StandardCharsets.US_ASCII.encode(Long.toString(ProcessHandle.current().pid())));
    return channel;
  }

  private static StartFailedException inUse(Path folder, String pid) {
    return new StartFailedException(
        "The data in %s is in use by process %s".formatted(folder, pid));
  }

  void remember(ProcessHandle launched) {
    server.remember(launched);
  }

  /** The server that an earlier owner left running. */
  Optional<ProcessHandle> orphan() {
    return server.running();
  }

  @Override
  public void close() {
    try {
      server.forget();
      lockFile.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      OCCUPIED_HERE.remove(folder);
    }
  }
}
