package dev.manadeck.local.supervision;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * @param environment what is added to the environment of this process, asked for at each start; the
 *     place for secrets, which on a command line everybody could read
 * @param patience how long it may take to end before it is forced
 */
public record ChildSettings(
    String name,
    List<String> command,
    Supplier<Map<String, String>> environment,
    Path logFile,
    Path pidFile,
    Duration patience) {

  public ChildSettings {
    command = List.copyOf(command);
  }

  /** Without the environment. */
  @Override
  public String toString() {
    return name + " " + command;
  }
}
