package dev.manadeck.local.stack;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** Which ports the current run uses. One that is there before a run begins was left by a crash. */
public final class RunRecord {
  private static final String EDGE_PORT = "edge-port";
  private static final String COMMAND_NODES = "command-nodes";

  private final Path folder;
  private final Path file;

  public RunRecord(DataFolder data) {
    this.folder = data.run();
    this.file = folder.resolve("up.properties");
  }

  void write(Ports ports) {
    Properties properties = new Properties();
    properties.setProperty(EDGE_PORT, String.valueOf(ports.edge()));
    properties.setProperty(COMMAND_NODES, String.valueOf(ports.commandNodes()));
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Empty if nothing runs, or has only just begun to.
   *
   * @throws RefusedException if it cannot be read
   */
  public Optional<Ports> read() {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
      return Optional.of(
          new Ports(
              Integer.parseInt(properties.getProperty(EDGE_PORT)),
              Integer.parseInt(properties.getProperty(COMMAND_NODES))));
    } catch (NoSuchFileException | IllegalArgumentException notThereOrHalfWritten) {
      return Optional.empty();
    } catch (AccessDeniedException e) {
      throw DataFolder.ofAnotherUser(folder);
    } catch (IOException e) {
      throw new RefusedException("%s cannot be read: %s".formatted(file, e.getMessage()));
    }
  }

  boolean exists() {
    return Files.exists(file);
  }

  void delete() {
    DataFolder.deleteIfExists(file);
  }
}
