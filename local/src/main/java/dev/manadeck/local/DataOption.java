package dev.manadeck.local;

import dev.manadeck.local.stack.DataFolder;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which data folder a command is about. */
final class DataOption {
  static final DataFolder DEFAULT = new DataFolder(Path.of(DataFolder.USUAL));

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = DataFolder.BY_DEFAULT,
      description =
          "Folder that holds all data (or MANADECK_DATA; default: ./" + DataFolder.USUAL + ")")
  private Path folder = Path.of(DataFolder.USUAL);

  DataFolder folder() {
    return new DataFolder(folder);
  }
}
