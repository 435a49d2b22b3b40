package dev.manadeck.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A file that remembers a process by its id and the instant of its start, so that another process
 * that was given the same id later is not taken for it.
 */
public final class ProcessRecord {
  /** The instant that the system tells may wander a little with the clock. */
  private static final Duration SAME_INSTANT = Duration.ofSeconds(2);

  private final Path file;

  public ProcessRecord(Path file) {
    this.file = file;
  }

  public void remember(ProcessHandle process) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, process.pid() + " " + startOf(process).toEpochMilli());
    } catch (IOException e) {
      throw new UncheckedIOException("The process id cannot be written to " + file, e);
    }
  }

  /** The remembered process, if it still runs. */
  public Optional<ProcessHandle> running() {
    try {
      String[] record = Files.readString(file).strip().split(" ");
      Instant start = Instant.ofEpochMilli(Long.parseLong(record[1]));
      return ProcessHandle.of(Long.parseLong(record[0]))
          .filter(process -> !ProcessEnd.hasCome(process))
          .filter(process -> isSameInstant(startOf(process), start));
    } catch (NoSuchFileException nobodyRemembered) {
      return Optional.empty();
    } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException unreadable) {
      return Optional.empty();
    }
  }

  public void forget() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isSameInstant(Instant a, Instant b) {
    return Duration.between(a, b).abs().compareTo(SAME_INSTANT) <= 0;
  }

  private static Instant startOf(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }
}
