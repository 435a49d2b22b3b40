package dev.manadeck.local.stack;

import dev.manadeck.embedded.Jvm;
import dev.manadeck.embedded.WithParent;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The built programs, and how each is run.
 *
 * @param home the folder of the checkout
 */
public record Distribution(Path home) {
  /** Compact headers, for a replay holds millions of small objects. */
  private static final List<String> ALWAYS =
      List.of("-XX:+ExitOnOutOfMemoryError", "-XX:+UseCompactObjectHeaders", "-Duser.timezone=UTC");

  /** Takes less of two cores than a collector that works beside the program. */
  private static final String COLLECTOR_OF_SERVICES = "-XX:+UseParallelGC";

  /** Code compiled by what an earlier run has counted stayed slower than without. */
  private static final List<String> WITHOUT_COUNTS =
      List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining");

  List<String> service(Program program) {
    List<String> options = new ArrayList<>(program.memory());
    options.add(COLLECTOR_OF_SERVICES);
    Path cache = program.startCacheIn(home);
    if (Files.isReadable(cache)) {
      options.add("-XX:AOTCache=" + cache);
    }
    return java(options, jarOf(program), program.mainClass());
  }

  /** Ends when the service is about to serve, and leaves the cache for later starts. */
  List<String> rehearsal(Program program) {
    List<String> options = new ArrayList<>(program.memory());
    options.add(COLLECTOR_OF_SERVICES);
    options.addAll(WITHOUT_COUNTS);
    options.addAll(
        List.of(
            "-XX:AOTCacheOutput=" + program.startCacheIn(home),
            "-Xlog:aot*=error",
            "-Dspring.context.exit=onRefresh"));
    return java(options, jarOf(program), program.mainClass());
  }

  List<String> edge() {
    return java(
        List.of("-Xmx256m", "-XX:+UseSerialGC"),
        home.resolve("edge/target/manadeck-edge.jar").toString(),
        "dev.manadeck.edge.EdgeApplication");
  }

  List<String> migrations() {
    return java(
        List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        launcherJar(),
        "dev.manadeck.migrations.Main");
  }

  private List<String> java(List<String> options, String jar, String mainClass) {
    List<String> command = new ArrayList<>(Jvm.command());
    command.addAll(options);
    command.addAll(ALWAYS);
    command.addAll(List.of("-cp", String.join(File.pathSeparator, jar, parentWatchJar())));
    command.addAll(List.of(WithParent.class.getName(), mainClass));
    return command;
  }

  /** Brings the migrations and all they need on the class path. */
  private String launcherJar() {
    return home.resolve("local/target/manadeck-local.jar").toString();
  }

  private String parentWatchJar() {
    return home.resolve("embedded/target/manadeck-embedded-parent-watch.jar").toString();
  }

  private String jarOf(Program program) {
    Path folder = program.folderIn(home);
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .findFirst()
          .orElseThrow(() -> notBuilt(folder))
          .toString();
    } catch (IOException e) {
      throw notBuilt(folder);
    }
  }

  private static RefusedException notBuilt(Path folder) {
    return new RefusedException(
        "Expected a built program in %s, but there is none. './manadeck build' builds it"
            .formatted(folder));
  }
}
