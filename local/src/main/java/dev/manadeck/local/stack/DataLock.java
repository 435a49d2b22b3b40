package dev.manadeck.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The right to run on a data folder. The system takes it back from a process that dies, so that no
 * lock is ever left behind.
 */
public final class DataLock implements AutoCloseable {
  private final FileLock lock;

  private DataLock(FileLock lock) {
    this.lock = lock;
  }

  /**
   * @throws RefusedException if another process runs on the folder
   */
  public static DataLock acquire(DataFolder data) {
    return tryAcquire(data)
        .orElseThrow(
            () ->
                new RefusedException(
                    "ManaDeck is running on %s already, as process %s. Stop that one, or choose another folder with --data DIR and other ports with --port N"
                        .formatted(data.root(), holder(data))));
  }

  /** Empty if another process runs on the folder. */
  public static Optional<DataLock> tryAcquire(DataFolder data) {
    try {
      FileChannel channel =
          FileChannel.open(file(data), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        return Optional.empty();
      }
      channel.truncate(0);
      channel.write(StandardCharsets.US_ASCII.encode("" + ProcessHandle.current().pid()));
      return Optional.of(new DataLock(lock));
    } catch (IOException e) {
      throw new UncheckedIOException("The lock of " + data.root() + " cannot be used", e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  private static String holder(DataFolder data) {
    try {
      return Files.readString(file(data));
    } catch (IOException e) {
      return "?";
    }
  }

  private static Path file(DataFolder data) {
    return data.root().resolve("up.lock");
  }

  @Override
  public void close() {
    try {
      lock.acquiredBy().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
