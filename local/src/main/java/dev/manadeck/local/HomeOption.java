package dev.manadeck.local;

import dev.manadeck.local.stack.Distribution;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the built programs are; the launcher script says so. */
final class HomeOption {
  @Option(names = "--home", hidden = true, defaultValue = "${sys:manadeck.home:-.}")
  private Path home = Path.of(".");

  Distribution distribution() {
    return new Distribution(home.toAbsolutePath().normalize());
  }
}
