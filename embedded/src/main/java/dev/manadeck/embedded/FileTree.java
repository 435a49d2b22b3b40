package dev.manadeck.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A directory with everything in it. */
final class FileTree {

  private FileTree() {}

  /** The directory and everything in it, each directory before what is in it. */
  static List<Path> list(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.toList();
    }
  }

  static void deleteIfExists(Path root) throws IOException {
    if (Files.exists(root)) {
      for (Path file : list(root).reversed()) {
        Files.delete(file);
      }
    }
  }
}
