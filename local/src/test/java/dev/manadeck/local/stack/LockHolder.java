package dev.manadeck.local.stack;

import java.nio.file.Files;
import java.nio.file.Path;

/** Another launcher, which holds the lock of a data folder until it is killed. */
final class LockHolder {
  private LockHolder() {}

  public static void main(String[] arguments) throws Exception {
    DataFolder data = new DataFolder(Path.of(arguments[0]));
    data.prepare();
    DataLock.acquire(data);
    Files.createFile(data.root().resolve("holding"));
    Thread.currentThread().join();
  }
}
