package dev.manadeck.local;

import dev.manadeck.local.stack.DataFolder;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which data folder a command is about. */
final class DataOption {
  static final DataFolder DEFAULT = new DataFolder(Path.of("data"));

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${env:MANADECK_DATA:-data}",
      description = "Folder that holds all data (default: ./data)")
  private Path folder = Path.of("data");

  DataFolder folder() {
    return new DataFolder(folder);
  }
}
