package dev.manadeck.local.stack;

import java.nio.file.Path;

/**
 * A service of the distribution, unpacked into a jar of its own classes, which names its libraries,
 * and those: so it starts faster than from one jar that holds everything.
 */
enum Program {
  COMMAND_SERVICE("command-service", "dev.manadeck.command.CommandServiceApplication", "-Xmx1g"),
  PROJECTION_SERVICE(
      "projection-service", "dev.manadeck.projection.ProjectionServiceApplication", "-Xmx1536m");

  private final String folder;
  private final String mainClass;
  private final String heap;

  Program(String folder, String mainClass, String heap) {
    this.folder = folder;
    this.mainClass = mainClass;
    this.heap = heap;
  }

  Path folderIn(Path home) {
    return home.resolve("local/target/dist").resolve(folder);
  }

  /** What a start can take over from an earlier one: loaded and linked classes. */
  Path startCacheIn(Path home) {
    return folderIn(home).resolve("start.aot");
  }

  String mainClass() {
    return mainClass;
  }

  String heap() {
    return heap;
  }
}
