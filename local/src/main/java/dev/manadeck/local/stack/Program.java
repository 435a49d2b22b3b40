package dev.manadeck.local.stack;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;

/**
 * A service of the distribution, unpacked into a jar of its own classes, which names its libraries,
 * and those: so it starts faster than from one jar that holds everything.
 */
enum Program {
  COMMAND_SERVICE(
      "command-service",
      "dev.manadeck.command.CommandServiceApplication",
      anEighthOfTheMemory(1_024, 4_096)),
  PROJECTION_SERVICE(
      "projection-service", "dev.manadeck.projection.ProjectionServiceApplication", 1_536);

  /**
   * Nearly all objects die at once, however little room there is for them: with more of it, more
   * memory is touched before it is used again, and less is left for what lives.
   */
  private static final String YOUNG_OBJECTS = "-Xmn160m";

  private final String folder;
  private final String mainClass;
  private final long heapMegabytes;

  Program(String folder, String mainClass, long heapMegabytes) {
    this.folder = folder;
    this.mainClass = mainClass;
    this.heapMegabytes = heapMegabytes;
  }

  /** A command node remembers commands and reviews for as long as they fit. */
  private static long anEighthOfTheMemory(long atLeast, long atMost) {
    long megabytes =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize()
            / (1024 * 1024);
    return Math.clamp(megabytes / 8, atLeast, atMost);
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

  List<String> memory() {
    return List.of("-Xmx%dm".formatted(heapMegabytes), YOUNG_OBJECTS);
  }
}
