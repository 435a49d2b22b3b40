package dev.manadeck.embedded;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Starts a command in a session of its own, so that Ctrl-C in a terminal reaches only the process
 * in the foreground, which then stops its children in the right order.
 */
public final class OwnSession {

  private static final String SETSID_IN_PERL = "use POSIX; POSIX::setsid(); exec @ARGV";

  private OwnSession() {}

  /** The command line that runs the given one; the process id stays that of the command itself. */
  public static List<String> of(List<String> command) {
    if (onPath("setsid").isPresent()) {
      return concat(List.of("setsid"), command);
    }
    if (onPath("perl").isPresent()) {
      return concat(List.of("perl", "-e", SETSID_IN_PERL), command);
    }
    return command;
  }

  static Optional<Path> onPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static List<String> concat(List<String> prefix, List<String> command) {
    return Stream.concat(prefix.stream(), command.stream()).toList();
  }
}
