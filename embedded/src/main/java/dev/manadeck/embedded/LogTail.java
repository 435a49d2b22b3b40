package dev.manadeck.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The end of what a process has logged since a moment, to be shown when it failed; the file may
 * hold the log of earlier runs too, and be emptied meanwhile.
 */
public final class LogTail {
  private static final int LINES = 20;
  private static final int BYTES = 16 * 1024;

  private final Path file;
  private final long start;

  private LogTail(Path file, long start) {
    this.file = file;
    this.start = start;
  }

  /**
   * @throws UncheckedIOException if the log cannot be written
   */
  public static LogTail fromNowOn(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return new LogTail(file, Files.exists(file) ? Files.size(file) : 0);
    } catch (IOException e) {
      throw new UncheckedIOException("The log %s cannot be written: %s".formatted(file, e), e);
    }
  }

  boolean contains(String text) {
    return end().contains(text);
  }

  /** The last lines, as the end of a message. */
  @Override
  public String toString() {
    List<String> lines = end().lines().toList();
    if (lines.isEmpty()) {
      return "It logged nothing to " + file;
    }
    return lines.stream()
        .skip(Math.max(0, lines.size() - LINES))
        .collect(Collectors.joining("\n  ", "The end of " + file + ":\n  ", ""));
  }

  private String end() {
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      log.seek(Math.max(Math.min(start, log.length()), log.length() - BYTES));
      byte[] bytes = new byte[(int) (log.length() - log.getFilePointer())];
      log.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "it cannot be read: " + e.getMessage();
    }
  }
}
