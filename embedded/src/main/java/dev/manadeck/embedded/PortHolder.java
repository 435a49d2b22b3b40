package dev.manadeck.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out who listens on a port, on systems that tell it in {@code /proc}. */
final class PortHolder {

  private static final List<Path> SOCKET_TABLES =
      List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
  private static final String LISTENING = "0A";

  private PortHolder() {}

  static Optional<ProcessHandle> find(int port) {
    Set<String> sockets =
        SOCKET_TABLES.stream()
            .filter(Files::isReadable)
            .flatMap(table -> listeningSockets(table, port))
            .collect(Collectors.toSet());
    return sockets.isEmpty()
        ? Optional.empty()
        : ProcessHandle.allProcesses().filter(process -> holdsAny(process, sockets)).findFirst();
  }

  static String describe(ProcessHandle process) {
    return process
        .info()
        .command()
        .map(command -> "process %d (%s)".formatted(process.pid(), command))
        .orElse("process " + process.pid());
  }

  /* Columns of the table: number, local address:port in hex, remote address, state, …, inode. */
  private static Stream<String> listeningSockets(Path table, int port) {
    String localPort = ":%04X".formatted(port);
    try {
      return Files.readAllLines(table).stream()
          .map(line -> line.strip().split("\\s+"))
          .filter(columns -> columns.length > 9)
          .filter(columns -> columns[1].endsWith(localPort) && columns[3].equals(LISTENING))
          .map(columns -> "socket:[" + columns[9] + "]");
    } catch (IOException unreadable) {
      return Stream.empty();
    }
  }

  private static boolean holdsAny(ProcessHandle process, Set<String> sockets) {
    Path descriptors = Path.of("/proc", Long.toString(process.pid()), "fd");
    try (Stream<Path> links = Files.list(descriptors)) {
      return links.anyMatch(link -> sockets.contains(target(link)));
    } catch (IOException goneOrNotOurs) {
      return false;
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }
}
