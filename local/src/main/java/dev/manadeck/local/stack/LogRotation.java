package dev.manadeck.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Keeps the logs of processes bounded: a log that has grown large is copied aside and emptied in
 * place, for its process goes on appending to the same file.
 */
final class LogRotation implements AutoCloseable {
  private static final long LARGE = 32L * 1024 * 1024;
  private static final Duration LOOK_EVERY = Duration.ofSeconds(20);

  private final Path folder;
  private final long large;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("log-rotation").factory());

  LogRotation(Path folder, long large) {
    this.folder = folder;
    this.large = large;
  }

  static LogRotation of(Path folder) {
    LogRotation rotation = new LogRotation(folder, LARGE);
    rotation.clock.scheduleWithFixedDelay(
        rotation::rotateIfPossible, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    return rotation;
  }

  /** What cannot be rotated now is tried again at the next look. */
  private void rotateIfPossible() {
    try {
      rotate();
    } catch (UncheckedIOException e) {
      return;
    }
  }

  void rotate() {
    try (Stream<Path> files = Files.list(folder)) {
      files.filter(file -> file.toString().endsWith(".log")).forEach(this::rotateIfLarge);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void rotateIfLarge(Path log) {
    try {
      if (Files.size(log) > large) {
        Path aside = log.resolveSibling(log.getFileName() + ".1");
        Files.copy(log, aside, StandardCopyOption.REPLACE_EXISTING);
        FileChannel.open(log, StandardOpenOption.WRITE).truncate(0).close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
