package dev.manadeck.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What a server has logged since a moment; the file may hold the log of earlier runs too. */
final class ServerLog {

  private static final int LINES_TO_SHOW = 20;
  private static final int BYTES_TO_READ = 16 * 1024;

  private final Path file;
  private final long start;

  private ServerLog(Path file, long start) {
    this.file = file;
    this.start = start;
  }

  static ServerLog fromNowOn(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return new ServerLog(file, Files.exists(file) ? Files.size(file) : 0);
    } catch (IOException e) {
      throw new StartFailedException("The log %s cannot be written: %s".formatted(file, e), e);
    }
  }

  boolean contains(String text) {
    return end().contains(text);
  }

  /** The last lines, as the end of a message. */
  String describe() {
    List<String> lines = end().lines().toList();
    return lines.isEmpty()
        ? "It logged nothing to " + file
        : lines.stream()
            .skip(Math.max(0, lines.size() - LINES_TO_SHOW))
            .collect(
                Collectors.joining(
                    System.lineSeparator() + "  ", "The end of %s:%n  ".formatted(file), ""));
  }

  private String end() {
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      log.seek(Math.max(start, log.length() - BYTES_TO_READ));
      byte[] bytes = new byte[(int) (log.length() - log.getFilePointer())];
      log.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
